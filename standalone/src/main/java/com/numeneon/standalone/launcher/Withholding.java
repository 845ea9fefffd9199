package com.numeneon.standalone.launcher;

import com.numeneon.infra.Program;
import com.numeneon.infra.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A program as it is, but its process does not see these names of the launcher's environment. */
record Withholding(Program program, Set<String> withheldEnvironment) implements Program {

    @Override
    public String name() {
        return program.name();
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        program.prepare();
    }

    @Override
    public List<String> command() throws IOException {
        return program.command();
    }

    @Override
    public Map<String, String> environment() {
        return program.environment();
    }

    @Override
    public boolean isReady(long pid) {
        return program.isReady(pid);
    }

    @Override
    public Duration startTimeout() {
        return program.startTimeout();
    }

    @Override
    public Signal endSignal() {
        return program.endSignal();
    }

    @Override
    public Signal orphanSignal() {
        return program.orphanSignal();
    }

    @Override
    public boolean refusesToRunAsRoot() {
        return program.refusesToRunAsRoot();
    }
}
