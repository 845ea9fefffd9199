package com.numeneon.stress.faults;

import static org.awaitility.Awaitility.await;

import com.numeneon.standalone.system.RunningSystem;
import com.numeneon.stress.clients.Crowd;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes things go wrong, one at a time, and waits until they are well again. For one thread. */
public final class Saboteur {

    private static final Duration END = Duration.ofMinutes(1);
    private static final int CUT_EVERY = 3;
    private static final int CLOSE_EVERY = 5;

    private final RunningSystem system;
    private final Crowd crowd;
    private final Recovery recovery;
    private final Duration pause;
    private final RandomGenerator random;
    private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);

    /** @param pause how long a stopped process stays so */
    public Saboteur(RunningSystem system, Crowd crowd, Recovery recovery, Duration pause, RandomGenerator random) {
        this.system = system;
        this.crowd = crowd;
        this.recovery = recovery;
        this.pause = pause;
        this.random = random;
    }

    /** Returns when the system serves again. */
    public Fault cause(FaultKind kind) throws InterruptedException {
        Instant start = clock.instant();
        String target = doIt(kind);
        recovery.await(kind + " " + target);
        return new Fault(kind, target, start, clock.instant());
    }

    private String doIt(FaultKind kind) throws InterruptedException {
        return switch (kind) {
            case KILL_NOTIFICATION -> kill(any(Pods.NOTIFICATION));
            case KILL_FRONT_DOOR -> kill(Pods.FRONT_DOOR);
            case KILL_API -> kill(any(Pods.API));
            case KILL_BROKER -> kill(Pods.BROKER);
            case KILL_POSTGRES -> kill(Pods.POSTGRES);
            case PAUSE_NOTIFICATION -> pause(any(Pods.NOTIFICATION));
            case PAUSE_API -> pause(any(Pods.API));
            case ROLL_NOTIFICATION -> roll();
            case CUT_CLIENTS -> {
                crowd.cut(CUT_EVERY);
                yield "every " + CUT_EVERY + "rd";
            }
            case CLOSE_TABS -> {
                crowd.leaveAndReturn(CLOSE_EVERY);
                yield "every " + CLOSE_EVERY + "th";
            }
        };
    }

    private String any(List<String> parts) {
        return parts.get(random.nextInt(parts.size()));
    }

    private String kill(String part) {
        ProcessHandle process = system.process(part);
        process.destroyForcibly();
        awaitEnd(part, process);
        return part;
    }

    private String pause(String part) throws InterruptedException {
        ProcessHandle process = system.process(part);
        signal("STOP", process);
        try {
            Thread.sleep(pause);
        } finally {
            signal("CONT", process);
        }
        return part;
    }

    private String roll() {
        for (String part : Pods.NOTIFICATION) {
            ProcessHandle process = system.process(part);
            process.destroy();
            awaitEnd(part, process);
            await(part + " is ready again after SIGTERM").atMost(END).until(() -> system.isReady(part));
        }
        return "all";
    }

    private static void awaitEnd(String part, ProcessHandle process) {
        await(part + " has ended").atMost(END).until(() -> !process.isAlive());
    }

    private static void signal(String name, ProcessHandle process) throws InterruptedException {
        try {
            int status = new ProcessBuilder("kill", "-s", name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -s " + name + " ended with " + status);
            }
        } catch (IOException e) {
            throw new IllegalStateException("no kill command on this machine", e);
        }
    }
}
