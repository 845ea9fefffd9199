package com.numeneon.api.web;

import com.numeneon.contracts.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/** 400 with every wrong field of the body or query, each with its sentences; {@code detail} is all of them in a row. */
public final class InvalidFields extends ApiException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, List<String>> errors;

    /** @param errors field to sentences, not empty; the iteration order is kept */
    public InvalidFields(Map<String, List<String>> errors) {
        super(
                HttpStatus.BAD_REQUEST,
                errors.values().stream().flatMap(List::stream).collect(Collectors.joining(" ")));
        this.errors = new LinkedHashMap<>(errors);
    }

    /** One wrong field. */
    public static InvalidFields of(String field, String sentence) {
        return new InvalidFields(Map.of(field, List.of(sentence)));
    }

    @Override
    Problem problem() {
        return super.problem().withErrors(errors);
    }
}
