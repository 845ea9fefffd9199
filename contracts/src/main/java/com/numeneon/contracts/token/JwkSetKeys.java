package com.numeneon.contracts.token;

import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;
import com.numeneon.contracts.settings.TextOrFile;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.JwkSet;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.RsaPublicJwk;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The setting {@code JWT_PUBLIC_KEYS}: a JWK set as text, or {@code file:} and a path that is read again every 30 s, so
 * that a key can be added or removed without a restart. A file that has become unreadable or wrong is logged and the keys
 * read last stay. Safe for all threads; one of them reads while the others go on with the old keys.
 */
public final class JwkSetKeys implements PublicKeys {

    public static final String SETTING = "JWT_PUBLIC_KEYS";
    static final Duration REFRESH_INTERVAL = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(JwkSetKeys.class);
    private static final int MIN_KEY_BITS = 2048;

    private final TextOrFile setting;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Snapshot snapshot;

    private record Snapshot(Map<String, RSAPublicKey> keys, String publicJson, Instant readAt) {}

    /** @throws InvalidSetting when the setting is missing, or the first read fails */
    public static JwkSetKeys of(Settings settings, Clock clock) {
        String value = settings.required(SETTING, "a JWK set, as text or as file:<path>");
        return Settings.parsed(value, text -> new JwkSetKeys(text, clock));
    }

    /** @throws IllegalArgumentException naming the setting, when the first read fails */
    public JwkSetKeys(String setting, Clock clock) {
        this.setting = new TextOrFile(setting);
        this.clock = clock;
        try {
            this.snapshot = read();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(SETTING + " must be a JWK set, as text or as file:<path>: " + e, e);
        }
    }

    @Override
    public Optional<RSAPublicKey> find(String keyId) {
        return Optional.ofNullable(current().keys().get(keyId));
    }

    /** The set as JSON, for third parties. */
    public String publicJson() {
        return current().publicJson();
    }

    private Snapshot current() {
        Snapshot known = snapshot;
        if (setting.file().isEmpty()
                || clock.instant().isBefore(known.readAt().plus(REFRESH_INTERVAL))
                || !reading.tryLock()) {
            return known;
        }
        try {
            snapshot = read();
        } catch (RuntimeException e) {
            LOG.error("{} could not be read again, the keys read at {} stay", SETTING, known.readAt(), e);
            snapshot = new Snapshot(known.keys(), known.publicJson(), clock.instant());
        } finally {
            reading.unlock();
        }
        return snapshot;
    }

    private Snapshot read() {
        JwkSet set = Jwks.setParser().build().parse(setting.text());
        Map<String, RSAPublicKey> keys = new HashMap<>();
        set.getKeys().forEach(jwk -> keys.put(jwk.getId(), publicKey(jwk)));
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("the set has no key");
        }
        return new Snapshot(Map.copyOf(keys), JwkText.set(List.copyOf(set.getKeys())), clock.instant());
    }

    private static RSAPublicKey publicKey(Jwk<?> jwk) {
        if (!(jwk instanceof RsaPublicJwk rsa) || jwk.getId() == null) {
            throw new IllegalArgumentException("every key must be a public RSA key with a kid");
        }
        RSAPublicKey key = rsa.toKey();
        if (key.getModulus().bitLength() < MIN_KEY_BITS) {
            throw new IllegalArgumentException("an RSA key must have at least " + MIN_KEY_BITS + " bits");
        }
        return key;
    }
}
