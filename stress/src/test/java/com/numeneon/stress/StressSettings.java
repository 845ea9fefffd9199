package com.numeneon.stress;

import com.numeneon.stress.faults.FaultKind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * How long and how hard.
 *
 * @param duration of the load; longer if the faults have not all been by then
 * @param faults how many at least
 * @param perSecond commands
 * @param pause of a stopped process
 * @param kinds of faults that there are
 * @param log level of the services
 */
record StressSettings(
        Duration duration,
        int faults,
        int users,
        int perSecond,
        Duration pause,
        List<FaultKind> kinds,
        String log,
        long seed) {

    /** Of the system properties that the build sets. */
    static StressSettings of(Properties properties) {
        return new StressSettings(
                duration(properties, "stress.duration"),
                Integer.parseInt(text(properties, "stress.faults")),
                Integer.parseInt(text(properties, "stress.users")),
                Integer.parseInt(text(properties, "stress.rate")),
                duration(properties, "stress.pause"),
                FaultKind.parse(properties.getProperty("stress.kinds", "")),
                text(properties, "stress.log"),
                Long.parseLong(text(properties, "seed")));
    }

    /** Kinds after which a client with a cursor still gets everything once. */
    List<FaultKind> kindsWithoutRepeats() {
        return kinds.stream().filter(kind -> !kind.mayRepeatEvents()).toList();
    }

    /** All, but if there are fewer faults than kinds, rather those that the first part cannot have. */
    List<FaultKind> kindsOfSecondPart(long faults) {
        List<FaultKind> others =
                kinds.stream().filter(FaultKind::mayRepeatEvents).toList();
        return faults >= kinds.size() || others.isEmpty() ? kinds : others;
    }

    private static Duration duration(Properties properties, String name) {
        return Duration.parse("PT" + text(properties, name).toUpperCase(Locale.ROOT));
    }

    private static String text(Properties properties, String name) {
        String text = properties.getProperty(name);
        if (text == null) {
            throw new IllegalArgumentException("the system property " + name + " is missing; the build sets it");
        }
        return text;
    }
}
