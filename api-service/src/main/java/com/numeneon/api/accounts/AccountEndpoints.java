package com.numeneon.api.accounts;

import com.numeneon.api.web.ClientAddress;
import com.numeneon.api.web.CurrentUser;
import com.numeneon.api.web.Fields;
import com.numeneon.api.web.JsonBody;
import com.numeneon.api.web.PublicEndpoint;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signup, login and who I am. */
@RestController
@RequestMapping("/api/auth")
final class AccountEndpoints {

    private static final int MAX_EMAIL = 254;
    private static final int MAX_PASSWORD = 128;

    private final Accounts accounts;

    AccountEndpoints(Accounts accounts) {
        this.accounts = accounts;
    }

    record SignedUp(String message, Me user) {}

    record LoggedIn(String access, String refresh, Me user) {

        @Override
        public String toString() {
            return "LoggedIn[userId=" + user.id() + "]";
        }
    }

    @PublicEndpoint
    @PostMapping("/signup")
    @ResponseStatus(HttpStatus.CREATED)
    SignedUp signUp(JsonBody body) {
        Account account = accounts.signUp(NewAccount.read(body));
        return new SignedUp("Welcome, " + account.username() + ". You can log in now.", Me.of(account));
    }

    @PublicEndpoint
    @PostMapping("/login")
    ResponseEntity<LoggedIn> logIn(JsonBody body, ClientAddress address) {
        Fields fields = body.fields();
        String email = fields.text("email", MAX_EMAIL);
        String password = fields.untrimmedText("password", MAX_PASSWORD);
        fields.check();
        Accounts.Login login = accounts.logIn(email, password, address);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new LoggedIn(login.tokens().access(), login.tokens().refresh(), Me.of(login.account())));
    }

    @GetMapping("/me")
    ResponseEntity<Me> me(CurrentUser user) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Me.of(accounts.require(user)));
    }
}
