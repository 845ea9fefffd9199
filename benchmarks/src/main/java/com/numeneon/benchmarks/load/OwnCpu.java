package com.numeneon.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The CPU time of this process since it was made: a generator without CPU takes itself for a slow server. */
public final class OwnCpu {

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final long cpuNanos = system.getProcessCpuTime();
    private final long nanoTime = System.nanoTime();

    /** Of all cores of the machine, 0 to 1. */
    public double share() {
        double cpu = system.getProcessCpuTime() - cpuNanos;
        return cpu / (System.nanoTime() - nanoTime) / system.getAvailableProcessors();
    }
}
