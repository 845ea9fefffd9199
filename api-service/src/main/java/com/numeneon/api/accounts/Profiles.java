package com.numeneon.api.accounts;

import com.numeneon.api.database.Transactions;
import com.numeneon.api.web.CurrentUser;
import com.numeneon.api.web.Forbidden;
import com.numeneon.api.web.NotFound;
import com.numeneon.api.web.Unauthorized;
import com.numeneon.contracts.problem.ErrorCode;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What users say of themselves. Two changes of one profile at the same moment both hold, unless they name the same field.
 * Safe for all threads.
 */
@Component
final class Profiles {

    private static final Logger LOG = LoggerFactory.getLogger(Profiles.class);

    private final AccountTable table;
    private final Transactions transactions;

    Profiles(AccountTable table, Transactions transactions) {
        this.table = table;
        this.transactions = transactions;
    }

    /**
     * A profile has the id of its user.
     *
     * @throws Forbidden when it is somebody else's
     * @throws NotFound when it is nobody's
     */
    void requireOwn(CurrentUser user, long profileId) {
        if (profileId == user.id()) {
            return;
        }
        if (table.find(profileId).isPresent()) {
            throw new Forbidden("You can only change your own profile.");
        }
        throw new NotFound("There is no profile with this id.");
    }

    /** A change that names nothing stores nothing. */
    Account change(CurrentUser user, ProfileChange change) {
        Optional<Account> changed =
                change.isEmpty() ? table.find(user.id()) : transactions.run(() -> table.change(user.id(), change));
        Account account = changed.orElseThrow(() -> new Unauthorized(ErrorCode.USER_NOT_FOUND));
        LOG.debug("profile changed userId={}", account.id());
        return account;
    }

    /** @param username in any case */
    PublicUser page(String username) {
        return Optional.of(username)
                .filter(NewAccount::canBeUsername)
                .flatMap(name -> table.findByUsername(name.toLowerCase(Locale.ROOT)))
                .map(PublicUser::of)
                .orElseThrow(() -> new NotFound("There is no user with this name."));
    }
}
