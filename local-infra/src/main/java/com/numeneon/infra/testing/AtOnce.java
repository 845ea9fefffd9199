package com.numeneon.infra.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Runs several things at the same moment, each on its own thread. */
public final class AtOnce {

    private AtOnce() {}

    /** The results in the order of the tasks, as a list of the caller's own; the first failure is thrown. */
    public static <T> List<T> call(List<Callable<T>> tasks) {
        var start = new CyclicBarrier(tasks.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = tasks.stream()
                    .map(task -> threads.submit(() -> {
                        start.await();
                        return task.call();
                    }))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(result(future));
            }
            return results;
        }
    }

    /** The same thing this many times. */
    public static <T> List<T> times(int count, Callable<T> task) {
        return call(Collections.nCopies(count, task));
    }

    /** Once for each number from 0. */
    public static <T> List<T> each(int count, NumberedTask<T> task) {
        return call(IntStream.range(0, count)
                .<Callable<T>>mapToObj(number -> () -> task.call(number))
                .toList());
    }

    /** What is run once for each number. */
    @FunctionalInterface
    public interface NumberedTask<T> {
        T call(int number) throws Exception;
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
