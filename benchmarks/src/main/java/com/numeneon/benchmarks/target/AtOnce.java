package com.numeneon.benchmarks.target;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Many like tasks, some of them at once, each worker with a connection of its own. */
public final class AtOnce {

    private AtOnce() {}

    /** One task. */
    public interface Task<T> {
        T run(int number) throws Exception;
    }

    /** Makes the tasks of one worker. */
    public interface Worker<T> {
        Task<T> begin() throws Exception;
    }

    /**
     * The results in the order of the numbers from 0.
     *
     * @throws Exception the first failure; the rest is not begun
     */
    public static <T> List<T> run(int count, int workers, Worker<T> worker) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Future<List<Numbered<T>>>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < Math.min(workers, count); i++) {
                running.add(threads.submit(() -> {
                    List<Numbered<T>> done = new ArrayList<>();
                    Task<T> task = worker.begin();
                    try {
                        for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                            done.add(new Numbered<>(number, task.run(number)));
                        }
                    } catch (Exception e) {
                        next.set(count);
                        throw e;
                    }
                    return done;
                }));
            }
            List<Numbered<T>> all = new ArrayList<>();
            for (Future<List<Numbered<T>>> part : running) {
                all.addAll(part.get());
            }
            all.sort((one, other) -> Integer.compare(one.number(), other.number()));
            return all.stream().map(Numbered::result).toList();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private record Numbered<T>(int number, T result) {}
}
