package com.numeneon.api.web;

import com.numeneon.api.settings.SettingsCheck;
import com.numeneon.contracts.settings.Settings;

/**
 * {@code PORT} and {@code MANAGEMENT_PORT}, which Spring Boot reads and would name by properties that no operator has set,
 * {@code CORS_ALLOWED_ORIGINS} and {@code TRUSTED_PROXIES}.
 */
final class WebSettingsCheck implements SettingsCheck {

    private static final int ANY_FREE = 0;
    private static final int GREATEST = 65_535;

    @Override
    public void check(Settings settings) {
        settings.integer("PORT", ANY_FREE, ANY_FREE, GREATEST);
        settings.integer("MANAGEMENT_PORT", ANY_FREE, ANY_FREE, GREATEST);
        Cors.of(settings);
        TrustedProxies.of(settings);
    }
}
