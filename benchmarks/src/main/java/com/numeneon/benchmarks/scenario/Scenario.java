package com.numeneon.benchmarks.scenario;

import java.util.List;

/**
 * A question about a backend.
 *
 * @param name as the command line has it
 * @param summary a line for the usage
 * @param sizes the amounts that it goes through when none are named; empty when it knows none
 * @param planner makes the steps
 */
public record Scenario(String name, String summary, List<Integer> sizes, Planner planner) {

    public Scenario {
        sizes = List.copyOf(sizes);
    }

    /** Makes a step for each amount. */
    public interface Planner {
        List<Step> steps(List<Integer> sizes);
    }

    /** All that there are, in the order of the usage. */
    public static List<Scenario> all() {
        return List.of(Send.scenario(), Notify.scenario(), FanOut.scenario(), Deliver.scenario(), Idle.scenario());
    }
}
