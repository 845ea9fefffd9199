package com.numeneon.benchmarks.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What a process on this machine (Linux) holds in memory. */
public final class ProcessMemory {

    private static final long PAGE = 4_096;

    private ProcessMemory() {}

    /** Has a JVM collect its garbage, and waits for it. */
    public static void collect(long pid) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!jcmd.waitFor(30, TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
            jcmd.destroyForcibly();
            throw new IOException("jcmd cannot reach process " + pid);
        }
    }

    /** Resident, in bytes. */
    public static long resident(long pid) throws IOException {
        return kilobytes(Path.of("/proc", Long.toString(pid), "status"), "VmRSS:") * 1_024;
    }

    /** What the kernel holds for all processes of the machine: its objects, and the buffers of TCP. In bytes. */
    public static long kernel() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/net/sockstat"))) {
            if (line.startsWith("TCP:") && line.contains(" mem ")) {
                long pages = Long.parseLong(line.replaceFirst(".* mem (\\d+).*", "$1"));
                return kilobytes(Path.of("/proc/meminfo"), "Slab:") * 1_024 + pages * PAGE;
            }
        }
        throw new IOException("/proc/net/sockstat does not tell the memory of TCP");
    }

    private static long kilobytes(Path file, String name) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow(() -> new IOException(file + " has no " + name));
    }
}
