package com.numeneon.infra;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Puts before a command what makes its process end together with ours: {@code setpriv --pdeathsig} has the kernel
 * signal the child when the <em>thread</em> that started it ends, so that thread must live as long as the child.
 * {@code setsid} keeps a terminal's Ctrl-C away from the child, which is then stopped in our order.
 *
 * <p>Where the tools are missing (macOS, BusyBox), only {@link ChildProcess}'s shutdown hook is left, which a
 * {@code kill -9} of this JVM does not run.
 */
final class Tether {

    /** The parent may have died before the kernel was told to watch it: then the child must not start at all. */
    private static final String ONLY_WHILE_PARENT_LIVES = "[ \"$PPID\" = \"$0\" ] || exit 143; exec \"$@\"";

    private static final Tether OF_THIS_MACHINE = probe();

    private final boolean ownSession;
    private final boolean parentDeathSignal;
    private final boolean root;

    private Tether(boolean ownSession, boolean parentDeathSignal, boolean root) {
        this.ownSession = ownSession;
        this.parentDeathSignal = parentDeathSignal;
        this.root = root;
    }

    static Tether ofThisMachine() {
        return OF_THIS_MACHINE;
    }

    List<String> wrap(List<String> command, Signal onParentDeath, boolean refusesRoot) {
        var wrapped = new ArrayList<String>();
        if (ownSession) {
            wrapped.add("setsid");
        }
        if (root && refusesRoot) {
            wrapped.addAll(List.of("unshare", "-U"));
        }
        if (parentDeathSignal) {
            wrapped.addAll(List.of("setpriv", "--pdeathsig", onParentDeath.name(), "--"));
            wrapped.addAll(List.of("sh", "-c", ONLY_WHILE_PARENT_LIVES));
            wrapped.add(Long.toString(ProcessHandle.current().pid()));
        }
        wrapped.addAll(command);
        return List.copyOf(wrapped);
    }

    private static Tether probe() {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        return new Tether(
                linux && succeeds("setsid", "true"),
                linux && succeeds("setpriv", "--pdeathsig", "TERM", "--", "true"),
                new UnixSystem().getUid() == 0);
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
