package com.numeneon.api.accounts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code users}, as its owner uses it. */
@Component
final class AccountTable {

    private final JdbcClient database;

    AccountTable(JdbcClient database) {
        this.database = database;
    }

    record Credentials(Account account, String passwordHash) {}

    /** Empty when the name or the e-mail address is taken; waits for another who is taking it at this moment. */
    Optional<Account> insert(NewAccount account, String passwordHash) {
        return database.sql("""
                        INSERT INTO users (username, username_key, email, email_key, password_hash, first_name, last_name)
                        VALUES (:username, :usernameKey, :email, :emailKey, :passwordHash, :firstName, :lastName)
                        ON CONFLICT DO NOTHING
                        RETURNING %s
                        """.formatted(Account.COLUMNS))
                .param("username", account.username())
                .param("usernameKey", account.usernameKey())
                .param("email", account.email())
                .param("emailKey", account.emailKey())
                .param("passwordHash", passwordHash)
                .param("firstName", account.firstName())
                .param("lastName", account.lastName())
                .query(Account::of)
                .optional();
    }

    /** What of this account somebody else has, as field and sentence. */
    Map<String, List<String>> taken(NewAccount account) {
        Map<String, List<String>> taken = new LinkedHashMap<>();
        database.sql("""
                        SELECT username_key = :usernameKey AS same_username, email_key = :emailKey AS same_email
                        FROM users
                        WHERE username_key = :usernameKey OR email_key = :emailKey
                        """)
                .param("usernameKey", account.usernameKey())
                .param("emailKey", account.emailKey())
                .query(row -> {
                    if (row.getBoolean("same_username")) {
                        taken.put("username", List.of("This username is already taken."));
                    }
                    if (row.getBoolean("same_email")) {
                        taken.put("email", List.of("An account with this e-mail address already exists."));
                    }
                });
        return taken;
    }

    Optional<Credentials> credentials(String emailKey) {
        return database.sql(
                        "SELECT %s, password_hash FROM users WHERE email_key = :emailKey".formatted(Account.COLUMNS))
                .param("emailKey", emailKey)
                .query((row, number) -> new Credentials(Account.of(row, number), row.getString("password_hash")))
                .optional();
    }

    Optional<Account> find(long id) {
        return database.sql("SELECT %s FROM users WHERE id = :id".formatted(Account.COLUMNS))
                .param("id", id)
                .query(Account::of)
                .optional();
    }

    Optional<Account> findByUsername(String usernameKey) {
        return database.sql("SELECT %s FROM users WHERE username_key = :key".formatted(Account.COLUMNS))
                .param("key", usernameKey)
                .query(Account::of)
                .optional();
    }

    /**
     * Empty when nobody has this id. A column that the change does not name is set to what it is at the moment when the
     * row is locked, not to what somebody read before; so two changes at once lose nothing of each other.
     */
    Optional<Account> change(long id, ProfileChange change) {
        return database.sql("""
                        UPDATE users
                        SET bio = coalesce(:bio, bio),
                            avatar = nullif(coalesce(:avatar, avatar), ''),
                            location = coalesce(:location, location),
                            website = coalesce(:website, website),
                            first_name = coalesce(:firstName, first_name),
                            last_name = coalesce(:lastName, last_name),
                            updated_at = greatest(clock_timestamp(), updated_at + interval '1 microsecond')
                        WHERE id = :id
                        RETURNING %s
                        """.formatted(Account.COLUMNS))
                .param("bio", change.bio())
                .param("avatar", change.avatar())
                .param("location", change.location())
                .param("website", change.website())
                .param("firstName", change.firstName())
                .param("lastName", change.lastName())
                .param("id", id)
                .query(Account::of)
                .optional();
    }
}
