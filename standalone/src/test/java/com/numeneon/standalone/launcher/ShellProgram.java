package com.numeneon.standalone.launcher;

import com.numeneon.infra.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A tiny real process; ready as soon as the given file exists, which the script may make. */
record ShellProgram(String name, String script, Path readyFile) implements Program {

    @Override
    public List<String> command() {
        return List.of("sh", "-c", script, name, readyFile.toString());
    }

    @Override
    public boolean isReady(long pid) {
        return Files.exists(readyFile);
    }
}
