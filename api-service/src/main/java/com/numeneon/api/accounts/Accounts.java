package com.numeneon.api.accounts;

import com.numeneon.api.security.LoginGuard;
import com.numeneon.api.security.PasswordHashing;
import com.numeneon.api.security.Sessions;
import com.numeneon.api.security.TokenPair;
import com.numeneon.api.web.ClientAddress;
import com.numeneon.api.web.Conflict;
import com.numeneon.api.web.CurrentUser;
import com.numeneon.api.web.InvalidFields;
import com.numeneon.api.web.Unauthorized;
import com.numeneon.contracts.problem.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Signing up and logging in. Safe for all threads; no transaction is open while a password is hashed. */
@Component
final class Accounts {

    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    private final AccountTable table;
    private final PasswordHashing passwords;
    private final LoginGuard guard;
    private final Sessions sessions;

    Accounts(AccountTable table, PasswordHashing passwords, LoginGuard guard, Sessions sessions) {
        this.table = table;
        this.passwords = passwords;
        this.guard = guard;
        this.sessions = sessions;
    }

    record Login(TokenPair tokens, Account account) {}

    /** @throws InvalidFields when the name or the e-mail address is taken, also by somebody quicker */
    Account signUp(NewAccount account) {
        refuseTaken(account);
        String hash = passwords.hash(account.password());
        Account created = table.insert(account, hash).orElseThrow(() -> {
            refuseTaken(account);
            return new Conflict("This account could not be made just now. Please try again.");
        });
        LOG.info("account created userId={}", created.id());
        return created;
    }

    /** @throws Unauthorized in the same words and the same time, whichever was wrong */
    Login logIn(String email, String password, ClientAddress address) {
        String emailKey = email.toLowerCase(Locale.ROOT);
        Optional<AccountTable.Credentials> known = table.credentials(emailKey);
        boolean matches = guard.admits(emailKey, address, password, known.map(AccountTable.Credentials::passwordHash));
        Account account = known.filter(it -> matches)
                .map(AccountTable.Credentials::account)
                .orElseThrow(() -> new Unauthorized(ErrorCode.NOT_AUTHENTICATED, "Invalid email or password."));
        return new Login(sessions.open(account.id(), account.username()), account);
    }

    Account require(CurrentUser user) {
        return table.find(user.id()).orElseThrow(() -> new Unauthorized(ErrorCode.USER_NOT_FOUND));
    }

    private void refuseTaken(NewAccount account) {
        Map<String, List<String>> taken = table.taken(account);
        if (!taken.isEmpty()) {
            throw new InvalidFields(taken);
        }
    }
}
