package com.numeneon.api.testing;

import com.numeneon.api.ApiServiceApplication;
import com.numeneon.contracts.token.SigningKey;
import com.numeneon.infra.testing.TestKafka;
import com.numeneon.infra.testing.TestPostgres;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The service as in production, but on free ports: real HTTP, a real Postgres, a real Kafka. One pod is shared by all
 * tests of the JVM, which keep apart by making their own users; a test that needs two, or other settings, starts its own.
 */
public final class ApiService implements AutoCloseable {

    private static final SigningKey KEY = SigningKey.generate();

    private final ConfigurableApplicationContext context;

    private ApiService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    private static final class Shared {
        static final String DATABASE_URL = TestPostgres.newDatabase();
        static final ApiService SERVICE = start(Map.of("DATABASE_URL", DATABASE_URL));
    }

    /** Started by the first who asks, and stopped with the JVM. */
    public static ApiService shared() {
        return Shared.SERVICE;
    }

    /** Another pod of the shared one's system. */
    public static ApiService anotherPod() {
        return start(Map.of("DATABASE_URL", Shared.DATABASE_URL));
    }

    /** Another one, with settings of its own. */
    public static ApiService anotherPod(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("DATABASE_URL", Shared.DATABASE_URL);
        return start(all);
    }

    /**
     * @param settings environment variables beside those that every pod needs
     * @param more configuration beside the service's own
     */
    public static ApiService start(Map<String, String> settings, Class<?>... more) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("PORT", "0");
        all.put("MANAGEMENT_PORT", "0");
        all.put("KAFKA_BOOTSTRAP_SERVERS", TestKafka.bootstrapServers());
        all.put("JWT_PRIVATE_KEY", KEY.privateJwk());
        all.put("JWT_PUBLIC_KEYS", KEY.publicJwkSet());
        // The least that hashing can cost: what a hash is good for is not what these tests are about.
        all.put("ARGON2_MEMORY_KIB", "64");
        all.put("ARGON2_ITERATIONS", "1");
        // All tests log in from one address.
        all.put("LOGIN_FAILURES_PER_ADDRESS", "1000000");
        // Only the test that describes the endpoints wants this library of the test class path.
        all.put("springdoc.api-docs.enabled", "false");
        all.putAll(settings);
        SpringApplication application = new SpringApplication(ApiServiceApplication.class);
        application.addPrimarySources(List.of(more));
        application.setDefaultProperties(all);
        return new ApiService(application.run());
    }

    public ApiClient client() {
        return ApiClient.ofApi(port());
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public int managementPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    /** What the service itself works with; for arranging what no endpoint can. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /** All of a kind, in the order in which the service has them. */
    public <T> List<T> parts(Class<T> type) {
        return context.getBeanProvider(type).orderedStream().toList();
    }

    /** The key that signs this system's tokens. */
    public static SigningKey signingKey() {
        return KEY;
    }

    @Override
    public void close() {
        context.close();
    }
}
