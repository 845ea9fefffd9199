package com.numeneon.standalone.system;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs several things at the same moment, each on its own thread. */
final class AtOnce {

    private AtOnce() {}

    /** The results in the order of the tasks; the first failure is thrown. */
    static <T> List<T> call(List<Callable<T>> tasks) {
        var start = new CyclicBarrier(tasks.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> results = tasks.stream()
                    .map(task -> threads.submit(() -> {
                        start.await();
                        return task.call();
                    }))
                    .toList();
            return results.stream().map(AtOnce::result).collect(Collectors.toList());
        }
    }

    /** The same thing this many times. */
    static <T> List<T> times(int count, Callable<T> task) {
        return call(Stream.generate(() -> task).limit(count).toList());
    }

    /** Once for each number from 0. */
    static <T> List<T> each(int count, NumberedTask<T> task) {
        return call(IntStream.range(0, count)
                .mapToObj(number -> (Callable<T>) () -> task.call(number))
                .toList());
    }

    @FunctionalInterface
    interface NumberedTask<T> {
        T call(int number) throws Exception;
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw RunningSystem.interrupted(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
