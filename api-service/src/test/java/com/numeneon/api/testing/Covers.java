package com.numeneon.api.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which operations of {@code contracts/openapi.yaml} a test is about, as {@code METHOD /path/} with the slash and with
 * placeholders in braces, as the endpoint is mapped; on a test, or on a class for all of its tests.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Covers {
    String[] value();
}
