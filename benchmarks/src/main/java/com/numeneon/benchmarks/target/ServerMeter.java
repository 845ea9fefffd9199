package com.numeneon.benchmarks.target;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The CPU time that the target's processes have used, as their metrics tell. */
public final class ServerMeter {

    private static final String CPU = "process_cpu_time_ns_total";
    /** Only a pod that holds sockets has it. */
    private static final String SOCKETS = "numeneon_sockets_open";

    private final List<Address> management;

    public ServerMeter(List<Address> management) {
        this.management = List.copyOf(management);
    }

    /** CPU time so far, in ns. */
    public record Reading(double requestsNanos, double socketsNanos) {

        /** Of those that answer requests, in ms. */
        public double requestsMillisSince(Reading earlier) {
            return (requestsNanos - earlier.requestsNanos) / 1e6;
        }

        /** Of those that hold sockets, in ms. */
        public double socketsMillisSince(Reading earlier) {
            return (socketsNanos - earlier.socketsNanos) / 1e6;
        }
    }

    /** Whether there is anybody to ask. */
    public boolean isThere() {
        return !management.isEmpty();
    }

    public Reading read() throws IOException {
        double requests = 0;
        double sockets = 0;
        for (String page : pages()) {
            double nanos = sum(page, CPU).orElseThrow(() -> new IOException("a page of metrics has no " + CPU));
            if (sum(page, SOCKETS).isPresent()) {
                sockets += nanos;
            } else {
                requests += nanos;
            }
        }
        return new Reading(requests, sockets);
    }

    /** Waits until less than a fifth of a core is used, at most 5 s: the work of before must not count. */
    public void awaitIdle() throws IOException, InterruptedException {
        for (int look = 0; isThere() && look < 20; look++) {
            Reading before = read();
            Thread.sleep(Duration.ofMillis(250));
            Reading now = read();
            if (now.requestsMillisSince(before) + now.socketsMillisSince(before) < 50) {
                return;
            }
        }
    }

    /** What the heaps of those that hold sockets have in use, in bytes. */
    public double socketsHeap() throws IOException {
        double heap = 0;
        for (String page : pages()) {
            if (sum(page, SOCKETS).isPresent()) {
                heap += sum(page, "jvm_memory_used_bytes{area=\"heap\"")
                        .orElseThrow(() -> new IOException("a page of metrics has no jvm_memory_used_bytes"));
            }
        }
        return heap;
    }

    private List<String> pages() throws IOException {
        List<String> pages = new ArrayList<>();
        for (Address address : management) {
            try (HttpConnection connection = new HttpConnection(URI.create("http://" + address))) {
                Answer page = connection.get("/metrics", null);
                if (page.status() != 200) {
                    throw new IOException(address + "/metrics answers " + page.status());
                }
                pages.add(page.text());
            } catch (IOException e) {
                throw new IOException("no metrics from " + address + ": " + e.getMessage(), e);
            }
        }
        return pages;
    }

    /** Of all lines of this metric, which may go on with its first labels; empty when there is none. */
    static OptionalDouble sum(String page, String metric) {
        double[] values = page.lines()
                .filter(line -> line.startsWith(metric)
                        && line.length() > metric.length()
                        && " {,".indexOf(line.charAt(metric.length())) >= 0)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .toArray();
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum);
    }
}
