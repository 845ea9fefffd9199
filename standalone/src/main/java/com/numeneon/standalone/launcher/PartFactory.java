package com.numeneon.standalone.launcher;

import com.numeneon.infra.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Makes parts of programs: all of one launcher log to the same folder, note themselves in the same one and speak to the
 * same console.
 */
record PartFactory(Path logs, RunFolder run, Console console) {

    private static final long LARGE_LOG = 10 << 20;

    /** @param need must hold before each start of the part */
    Part part(Program program, Map<String, Integer> ports, BooleanSupplier need) {
        Path log = logs.resolve(program.name() + ".log");
        setAsideIfLarge(log);
        return new Part(program, ports, need, log, run, console);
    }

    private static void setAsideIfLarge(Path log) {
        try {
            if (Files.exists(log) && Files.size(log) > LARGE_LOG) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
