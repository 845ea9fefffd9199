package com.numeneon.standalone.launcher;

import com.numeneon.infra.FreePorts;
import com.numeneon.infra.KafkaProgram;
import com.numeneon.infra.PostgresProgram;
import com.numeneon.infra.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The database and the broker: each is a part of ours unless the settings name an external one.
 *
 * @param databaseUrl holds a password; of a database of ours it is known only once that is ready
 */
record Infrastructure(
        Optional<Part> postgres, Optional<Part> kafka, Supplier<String> databaseUrl, String kafkaBootstrapServers) {

    static Infrastructure of(LauncherSettings settings, FreePorts ports, PartFactory factory) {
        Path home = settings.home();
        var postgres = new PostgresProgram(home.resolve("postgres"), ports.pick(), home.resolve("programs"), true);
        var kafka = new KafkaProgram(home.resolve("kafka"), ports.pick(), ports.pick());
        return new Infrastructure(
                settings.databaseUrl().isPresent()
                        ? Optional.empty()
                        : Optional.of(factory.part(
                                withoutSecrets(postgres), Map.of("postgres", postgres.port()), () -> true)),
                settings.kafkaBootstrapServers().isPresent()
                        ? Optional.empty()
                        : Optional.of(factory.part(withoutSecrets(kafka), Map.of("kafka", kafka.port()), () -> true)),
                () -> settings.databaseUrl().orElseGet(() -> postgres.databaseUrl(PostgresProgram.DATABASE)),
                settings.kafkaBootstrapServers().orElseGet(kafka::bootstrapServers));
    }

    private static Program withoutSecrets(Program server) {
        return new Withholding(server, Services.SECRETS);
    }

    List<Part> parts() {
        return Stream.concat(postgres.stream(), kafka.stream()).toList();
    }

    /** An external one is taken to be. */
    boolean isPostgresReady() {
        return postgres.map(Part::isReady).orElse(true);
    }

    /** An external one is taken to be. */
    boolean isKafkaReady() {
        return kafka.map(Part::isReady).orElse(true);
    }
}
