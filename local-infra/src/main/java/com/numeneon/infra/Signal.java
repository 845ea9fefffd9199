package com.numeneon.infra;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The signals used here. Java itself sends only TERM and KILL, and PostgreSQL's quick shutdown is INT. */
public enum Signal {
    INT,
    TERM,
    KILL;

    /** Sends this signal. A process that is gone already is no error: the aim is reached. */
    void sendTo(ProcessHandle process) {
        switch (this) {
            case TERM -> process.destroy();
            case KILL -> process.destroyForcibly();
            case INT -> sendByCommand(process.pid());
        }
    }

    private void sendByCommand(long pid) {
        try {
            new ProcessBuilder("kill", "-s", name(), Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("no kill command on this machine", e);
        }
    }
}
