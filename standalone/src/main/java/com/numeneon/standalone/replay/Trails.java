package com.numeneon.standalone.replay;

import com.numeneon.standalone.operator.Plain;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What the pods did with an event, in a few words. Pure. */
final class Trails {

    private Trails() {}

    /**
     * What the sockets had to do with it; unless one got it in time, why none was there; in any case which pods are not
     * heard. Empty when nobody was asked.
     *
     * @param trail of a row
     */
    static String summary(JsonNode trail) {
        Map<String, Integer> ofSockets = new LinkedHashMap<>();
        Map<String, Integer> ofPods = new LinkedHashMap<>();
        Map<String, Integer> notHeard = new LinkedHashMap<>();
        for (JsonNode one : trail) {
            String outcome = Plain.text(one.path("outcome").asString("-"));
            Map<String, Integer> where = outcome.equals("unreachable")
                    ? notHeard
                    : one.path("session").isString() ? ofSockets : ofPods;
            where.merge(outcome, 1, Integer::sum);
        }
        Map<String, Integer> all = new LinkedHashMap<>(ofSockets);
        if (!all.containsKey("written") && !all.containsKey("resumed later")) {
            ofPods.forEach((outcome, pods) -> all.merge(outcome, pods, Integer::sum));
        }
        if (all.size() > 1) {
            // Of the pods that never had anything to do with the user.
            all.remove("no session here");
        }
        all.putAll(notHeard);
        return all.entrySet().stream()
                .map(outcome -> outcome.getKey() + (outcome.getValue() > 1 ? " \u00d7" + outcome.getValue() : ""))
                .collect(Collectors.joining(", "));
    }
}
