package com.numeneon.stress.checker;

import java.util.List;

/**
 * What a run came to.
 *
 * @param frames all that tell of an event
 * @param repeats those among them that were not the first of their event on their page
 * @param expected how many first frames there had to be
 */
public record Verdict(long frames, long repeats, long expected, List<Finding> findings) {

    public Verdict {
        findings = List.copyOf(findings);
    }

    public List<Finding> of(Finding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).toList();
    }

    public long count(Finding.Kind kind) {
        return of(kind).size();
    }
}
