package com.numeneon.api.statements;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.hostile.Draft;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.RawAnswer;
import com.numeneon.api.testing.RawClient;
import com.numeneon.api.testing.SentStatements;
import com.numeneon.infra.testing.TestPostgres;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A service with a database of its own, whose statements can be seen together with the plans that Postgres used. */
final class Laboratory implements AutoCloseable {

    private final Random traces = new Random();
    private final ApiService service;
    private final RawClient client;

    private Laboratory(ApiService service) {
        this.service = service;
        this.client = new RawClient(service.port());
    }

    static Laboratory open() {
        String url = TestPostgres.newDatabase();
        PlanNotices.switchOn(url);
        return new Laboratory(ApiService.start(Map.of("DATABASE_URL", url), SentStatements.Recording.class));
    }

    ApiService service() {
        return service;
    }

    JdbcClient database() {
        return service.part(JdbcClient.class);
    }

    /** What one request sends to the database. */
    record Observed(RawAnswer answer, List<SentStatements.Sent> statements) {}

    Observed observe(Draft request, int status) {
        byte[] id = new byte[16];
        traces.nextBytes(id);
        String trace = HexFormat.of().formatHex(id);
        request.header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
        RawAnswer answer = client.exchange(request.bytes(), false);
        assertThat(answer.status()).as("%s\n%s", request, answer).isEqualTo(status);
        return new Observed(answer, service.part(SentStatements.class).of(trace));
    }

    RawAnswer send(byte[] request) {
        return client.exchange(request, false);
    }

    @Override
    public void close() {
        client.close();
        service.close();
    }
}
