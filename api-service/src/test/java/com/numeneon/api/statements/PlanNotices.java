package com.numeneon.api.statements;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Has Postgres tell the client the plan of each statement, as it was executed: the real one, with its real parameters. */
final class PlanNotices {

    private PlanNotices() {}

    /** For all connections made from now on. */
    static void switchOn(String databaseUrl) {
        URI uri = URI.create(databaseUrl);
        String[] user = uri.getUserInfo().split(":", 2);
        String jdbc = "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath();
        try (Connection connection = DriverManager.getConnection(jdbc, user[0], user.length > 1 ? user[1] : "");
                Statement statement = connection.createStatement()) {
            String alter = "ALTER DATABASE " + uri.getPath().substring(1) + " SET ";
            statement.execute(alter + "session_preload_libraries = 'auto_explain'");
            statement.execute(alter + "auto_explain.log_min_duration = 0");
            statement.execute(alter + "auto_explain.log_level = 'notice'");
            statement.execute(alter + "auto_explain.log_format = 'json'");
            statement.execute(alter + "auto_explain.log_analyze = on");
            statement.execute(alter + "auto_explain.log_buffers = on");
            statement.execute(alter + "auto_explain.log_timing = off");
        } catch (SQLException e) {
            throw new IllegalStateException("no plans of " + uri.getPath(), e);
        }
    }
}
