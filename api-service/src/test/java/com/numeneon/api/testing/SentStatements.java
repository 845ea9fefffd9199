package com.numeneon.api.testing;

import com.numeneon.api.tracing.CurrentTrace;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/**
 * The statements that a service sends to Postgres, by the trace of the request that they are sent for: so those of its
 * background work do not count. Start the service with {@link Recording}. Safe for all threads.
 */
public final class SentStatements {

    private final Map<String, List<Sent>> byTrace = new ConcurrentHashMap<>();

    /**
     * One statement.
     *
     * @param notices what Postgres said beside the result, such as the plan if auto_explain is loaded
     */
    public record Sent(String sql, List<String> notices) {}

    /** @param traceId 32 hexadecimal digits that the request named in its {@code traceparent} */
    public List<Sent> of(String traceId) {
        return List.copyOf(byTrace.getOrDefault(traceId, List.of()));
    }

    private void note(String sql, Statement statement) throws SQLException {
        var trace = CurrentTrace.traceId();
        if (trace.isEmpty()) {
            return;
        }
        List<String> notices = new CopyOnWriteArrayList<>();
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            notices.add(String.valueOf(warning.getMessage()));
        }
        byTrace.computeIfAbsent(trace.get(), id -> new CopyOnWriteArrayList<>()).add(new Sent(sql, notices));
    }

    /**
     * Puts itself between the service and its pool of connections. Not annotated: the service's own scan would find it, and
     * every test would run with it.
     */
    public static class Recording {

        @Bean
        static SentStatements sentStatements() {
            return new SentStatements();
        }

        @Bean
        static BeanPostProcessor recordedDataSource(SentStatements statements) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof HikariDataSource pool ? new RecordedPool(pool, statements) : bean;
                }
            };
        }
    }

    /** Has the settings of the pool, for those who ask, and hands out its connections. */
    private static final class RecordedPool extends HikariDataSource {

        private final HikariDataSource pool;
        private final SentStatements statements;

        RecordedPool(HikariDataSource pool, SentStatements statements) {
            pool.copyStateTo(this);
            this.pool = pool;
            this.statements = statements;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return statements.recorded(pool.getConnection());
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    private Connection recorded(Connection real) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = invoke(real, method, arguments);
            if (result instanceof PreparedStatement statement) {
                return recorded(PreparedStatement.class, statement, String.valueOf(arguments[0]));
            }
            return result instanceof Statement statement ? recorded(Statement.class, statement, "") : result;
        });
    }

    private <S extends Statement> S recorded(Class<S> type, S real, String prepared) {
        return proxy(type, (proxy, method, arguments) -> {
            Object result = invoke(real, method, arguments);
            if (method.getName().startsWith("execute")) {
                note(arguments == null ? prepared : String.valueOf(arguments[0]), real);
            }
            return result;
        });
    }

    private static Object invoke(Object real, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(SentStatements.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
