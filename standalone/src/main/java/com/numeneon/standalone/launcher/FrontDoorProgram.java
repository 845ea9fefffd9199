package com.numeneon.standalone.launcher;

import com.numeneon.infra.Program;
import com.numeneon.standalone.frontdoor.FrontDoor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The front door as a process of its own, from this process's class path. It is ready when it answers, whatever it
 * answers: it is first started when the pods are ready, and later it must come back also while they are not.
 *
 * @param apiTargets where the pods are, as the front door's settings name them
 */
record FrontDoorProgram(int port, String apiTargets, String notificationTargets, Set<String> withheldEnvironment)
        implements Program {

    @Override
    public String name() {
        return "frontdoor";
    }

    @Override
    public List<String> command() {
        return List.of(
                Jvm.java().toString(),
                "-Xms64m",
                "-Xmx512m",
                "-XX:+UseCompactObjectHeaders",
                "-cp",
                System.getProperty("java.class.path"),
                FrontDoor.class.getName());
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "PORT", Integer.toString(port), "API_TARGETS", apiTargets, "NOTIFICATION_TARGETS", notificationTargets);
    }

    @Override
    public boolean isReady(long pid) {
        return HttpProbe.answers(port, "/");
    }
}
