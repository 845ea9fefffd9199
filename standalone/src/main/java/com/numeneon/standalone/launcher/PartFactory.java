package com.numeneon.standalone.launcher;

import com.numeneon.infra.Program;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Makes parts of programs: all of one launcher log to the same folder, note themselves in the same one and speak to the
 * same console.
 */
record PartFactory(Path logs, RunFolder run, Console console) {

    /** @param need must hold before each start of the part */
    Part part(Program program, Map<String, Integer> ports, BooleanSupplier need) {
        return new Part(program, ports, need, logs, run, console);
    }
}
