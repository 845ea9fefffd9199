package com.numeneon.api.web;

import com.numeneon.contracts.problem.ErrorCode;
import com.numeneon.contracts.problem.Problem;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** 401 with {@code WWW-Authenticate} and, where a token is at fault, the {@code code} that says how. */
public final class Unauthorized extends ApiException {

    private static final long serialVersionUID = 1L;

    private final @Nullable ErrorCode code;

    public Unauthorized(ErrorCode code) {
        super(HttpStatus.UNAUTHORIZED, code.detail());
        this.code = code;
    }

    /** For credentials other than a token. */
    public Unauthorized(String detail) {
        super(HttpStatus.UNAUTHORIZED, detail);
        this.code = null;
    }

    @Override
    Problem problem() {
        return Optional.ofNullable(code).map(super.problem()::withCode).orElseGet(super::problem);
    }

    @Override
    Map<String, String> headers() {
        return Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
}
