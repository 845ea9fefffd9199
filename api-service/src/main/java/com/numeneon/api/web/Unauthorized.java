package com.numeneon.api.web;

import com.numeneon.contracts.problem.ErrorCode;
import com.numeneon.contracts.problem.Problem;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** 401 with {@code WWW-Authenticate} and the {@code code} that says how the credential is at fault. */
public final class Unauthorized extends ApiException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public Unauthorized(ErrorCode code) {
        this(code, code.detail());
    }

    /** @param detail one readable sentence, shown to people instead of the code's own */
    public Unauthorized(ErrorCode code, String detail) {
        super(HttpStatus.UNAUTHORIZED, detail);
        this.code = code;
    }

    @Override
    Problem problem() {
        return super.problem().withCode(code);
    }

    @Override
    Map<String, String> headers() {
        return Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
}
