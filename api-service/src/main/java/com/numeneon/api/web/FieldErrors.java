package com.numeneon.api.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects what is wrong with a request, so that all of it is answered at once. For one thread. */
final class FieldErrors {

    private final Map<String, List<String>> sentences = new LinkedHashMap<>();

    void add(String field, String sentence) {
        sentences.computeIfAbsent(field, name -> new ArrayList<>()).add(sentence);
    }

    /** Adds a sentence that begins with the field's name in words. */
    void addNamed(String field, String predicate) {
        String words = field.replace('_', ' ');
        add(field, words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + " " + predicate);
    }

    boolean has(String field) {
        return sentences.containsKey(field);
    }

    void check() {
        if (!sentences.isEmpty()) {
            throw new InvalidFields(sentences);
        }
    }
}
