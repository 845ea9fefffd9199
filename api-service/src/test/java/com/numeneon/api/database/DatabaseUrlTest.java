package com.numeneon.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.numeneon.contracts.settings.InvalidSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "postgres://u:p@db.example:6432/app, jdbc:postgresql://db.example:6432/app",
        "postgresql://u:p@db.example/app, jdbc:postgresql://db.example:5432/app",
        "postgres:///app, jdbc:postgresql://localhost:5432/app",
        "postgres://:6432/app, jdbc:postgresql://localhost:6432/app",
        "postgres://u@[2001:db8::1]/app, jdbc:postgresql://[2001:db8::1]:5432/app",
        "postgres://u@[::1]:6432/app, jdbc:postgresql://[::1]:6432/app",
        "postgres://u@10.0.0.7/a%20b%2Fc, jdbc:postgresql://10.0.0.7:5432/a%20b%2Fc",
        "postgres://u@db, jdbc:postgresql://db:5432/u",
        "'postgres://u@one:1,two:2/app', 'jdbc:postgresql://one:1,two:2/app'"
    })
    void it_names_host_port_and_database(String url, String jdbcUrl) {
        assertThat(DatabaseUrl.parse(url).jdbcUrl()).isEqualTo(jdbcUrl);
    }

    @Test
    void user_and_password_are_percent_decoded_and_a_plus_is_a_plus() {
        DatabaseUrl url = DatabaseUrl.parse("postgres://us%40er:p%2Fa%3As%25s+%C3%BC@db/app");

        assertThat(url.user()).hasValue("us@er");
        assertThat(url.password()).hasValue("p/a:s%s+ü");
    }

    @Test
    void what_is_logged_has_no_password() {
        DatabaseUrl url = DatabaseUrl.parse("postgres://someone:secret@db.example/app?sslpassword=hidden");

        assertThat(url).hasToString("host=db.example:5432 database=app");
        assertThat(url.jdbcUrl()).doesNotContain("someone", "secret");
    }

    @Test
    void libpqs_parameters_become_the_drivers() {
        DatabaseUrl url = DatabaseUrl.parse("postgres://u@db/app?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem"
                + "&connect_timeout=3&application_name=my%20app&options=-c%20search_path%3Dapp"
                + "&target_session_attrs=read-write&keepalives=0&channel_binding=require&require_auth=scram-sha-256");

        assertThat(url.driverProperties())
                .containsEntry("sslmode", "verify-full")
                .containsEntry("sslrootcert", "/etc/ca.pem")
                .containsEntry("connectTimeout", "3")
                .containsEntry("ApplicationName", "my app")
                .containsEntry("options", "-c search_path=app")
                .containsEntry("targetServerType", "primary")
                .containsEntry("tcpKeepAlive", "false")
                .containsEntry("channelBinding", "require")
                .containsEntry("requireAuth", "scram-sha-256")
                .hasSize(9);
    }

    @Test
    void the_systems_authorities_are_those_of_the_jvm() {
        assertThat(DatabaseUrl.parse("postgres://u@db/app?sslrootcert=system").driverProperties())
                .containsEntry("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    }

    @Test
    void what_only_tunes_libpq_is_left_out_and_reported() {
        DatabaseUrl url = DatabaseUrl.parse("postgres://u@db/app?keepalives_idle=30&sslsni=1");

        assertThat(url.driverProperties()).isEmpty();
        assertThat(url.ignored()).containsExactly("keepalives_idle", "sslsni");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://someone:secret@db/app?sslmod=require",
                "postgres://someone:secret@db/app?target_session_attrs=sometimes",
                "postgres://someone:secret@db/app?sslmode",
                "postgres://someone:secret@db:99999/app",
                "postgres://someone:secret@db:http/app",
                "postgres://someone:secret@2001:db8::1/app",
                "postgres://someone:secret@%2Fvar%2Frun/app",
                "postgres://someone:sec%ret@db/app",
                "postgres://someone:secret%@db/app",
                "postgres://someone:secret@db/app#fragment",
                "postgres://someone:secret@db/app/more",
                "postgres://:secret@db/",
                "mysql://someone:secret@db/app",
                "jdbc:postgresql://someone:secret@db/app",
                "secret"
            })
    void what_is_wrong_is_said_without_the_password(String url) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> DatabaseUrl.parse(url))
                .withMessageContaining("DATABASE_URL")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("secret", "sec%ret"));
    }
}
