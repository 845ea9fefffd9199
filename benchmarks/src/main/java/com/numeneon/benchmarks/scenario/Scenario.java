package com.numeneon.benchmarks.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * A question about a backend.
 *
 * @param name as the command line has it
 * @param summary a line for the usage
 * @param sizes the amounts that it goes through when none are named; empty when it knows none
 * @param planner makes the steps
 * @param further steps that need no amount; left out when amounts are named
 */
public record Scenario(String name, String summary, List<Integer> sizes, Planner planner, List<Step> further) {

    public Scenario {
        sizes = List.copyOf(sizes);
        further = List.copyOf(further);
    }

    /** Makes a step for each amount. */
    public interface Planner {
        List<Step> steps(List<Integer> sizes);
    }

    Scenario(String name, String summary, List<Integer> sizes, Planner planner) {
        this(name, summary, sizes, planner, List.of());
    }

    /**
     * What is measured, in its order.
     *
     * @param named the amounts, empty for its own
     */
    public List<Step> steps(List<Integer> named) {
        if (!named.isEmpty()) {
            return planner.steps(named);
        }
        List<Step> steps = new ArrayList<>(planner.steps(sizes));
        steps.addAll(further);
        return steps;
    }

    /** All that there are, in the order of the usage. */
    public static List<Scenario> all() {
        return List.of(
                Send.scenario(),
                Notify.scenario(),
                FanOut.scenario(),
                Deliver.scenario(),
                Idle.scenario(),
                Reads.conversations(),
                Reads.feed(),
                Resume.scenario(),
                Start.scenario());
    }
}
