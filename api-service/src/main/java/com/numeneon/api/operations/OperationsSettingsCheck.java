package com.numeneon.api.operations;

import com.numeneon.api.settings.SettingsCheck;
import com.numeneon.contracts.operator.OperatorAccess;
import com.numeneon.contracts.settings.Settings;

/** {@link OperatorAccess}. */
final class OperationsSettingsCheck implements SettingsCheck {

    @Override
    public void check(Settings settings) {
        OperatorAccess ignored = new OperatorAccess(true, settings);
    }
}
