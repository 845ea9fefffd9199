package com.numeneon.infra.testing;

/** How to reach a server as its superuser. */
record PostgresAccess(String host, int port, String user, String password) {

    String url(String database) {
        return "postgres://%s:%s@%s:%d/%s".formatted(user, password, host, port, database);
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }

    @Override
    public String toString() {
        return "PostgresAccess[" + host + ":" + port + "]";
    }
}
