package com.numeneon.api.accounts;

import com.numeneon.api.invariants.Invariant;
import com.numeneon.api.invariants.Invariants;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What must hold of users. */
@Configuration(proxyBeanMethods = false)
class AccountInvariants {

    /** Names and addresses are ASCII; under the collation "C" their lower case does not depend on the database's own. */
    @Bean
    Invariants invariantsOfUsers() {
        return new Invariants(List.of(Invariant.reported(
                "users.keys",
                "The keys by which a user is found are username and e-mail address in lower case.",
                "users",
                """
                SELECT u.id
                FROM users u
                WHERE u.id > :after AND u.id <= :upto
                    AND (u.username_key <> lower(u.username COLLATE "C") OR u.email_key <> lower(u.email COLLATE "C"))
                ORDER BY u.id
                """)));
    }
}
