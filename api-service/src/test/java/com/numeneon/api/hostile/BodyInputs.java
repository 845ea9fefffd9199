package com.numeneon.api.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** The kinds of fields that a body has. */
final class BodyInputs {

    private static final List<String> NO_TEXTS = List.of(
            "5",
            "-1",
            "1.5",
            "1e400",
            "1000000000000000000000000000000",
            "true",
            "false",
            "[]",
            "{}",
            "[\"a\"]",
            "{\"a\": \"b\"}",
            "[[[[]]]]");

    /** What is an id in every respect but one. */
    private static final List<String> NO_IDS = List.of(
            "-1",
            "-9223372036854775808",
            "1.5",
            "1.0",
            "1e2",
            "1E400",
            "1e999999999",
            "\"5\"",
            "\"\"",
            "\"abc\"",
            "true",
            "false",
            "[]",
            "[1]",
            "{}",
            "{\"id\": 1}",
            "1000000000000000000000000000000",
            "18446744073709551616",
            "\"\\u0663\"",
            "\"\\u0000\"");

    /** Well-formed, but nothing has them. */
    private static final List<String> UNKNOWN_IDS =
            List.of("0", "9007199254740993", "9223372036854775807", "9223372036854775808", "9999999999999999999");

    private BodyInputs() {}

    /** Text that must be there. */
    static Input text(String name, int max) {
        return required(name, max, List.of());
    }

    /** Text that may be left out. */
    static Input optionalText(String name, int max) {
        return input(name, texts(max), () -> wrongText(max));
    }

    /** The name of somebody who exists, or nothing. */
    static Input optionalName(String name) {
        List<String> listed = new ArrayList<>(texts(500));
        Stream.of("nobody-has-this-name", "%", "'", "\u00e9", "\u0663")
                .map(Texts::json)
                .forEach(listed::add);
        return input(name, listed, () -> wrongText(500));
    }

    static Input username(String name) {
        return required(
                name,
                30,
                List.of(
                        "ab",
                        "a b",
                        "a@b",
                        "\u00e9t\u00e9",
                        "\u0663\u0663\u0663",
                        "me",
                        "PROFILE",
                        "Search",
                        "a".repeat(31)));
    }

    static Input email(String name) {
        return required(
                name,
                254,
                List.of(
                        "a",
                        "a@",
                        "@b.c",
                        "a@b",
                        "a b@c.de",
                        "a@b..c",
                        "a@-b.c",
                        "a@b.c@d.e",
                        "\u00e9@b.c",
                        "a".repeat(65) + "@b.cd",
                        "a@" + "b".repeat(64) + ".cd"));
    }

    static Input newPassword(String name) {
        return required(name, 128, List.of("1234567", "a".repeat(129)));
    }

    /** A token: what is not even text is a wrong field, everything else a wrong credential. */
    static Input token(String name) {
        List<Bad> all = new ArrayList<>(required(name, 4_096, List.of()).listed());
        Stream.of("x", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30.", "\u00e9", "a".repeat(4_000))
                .forEach(token -> all.add(new Bad(Texts.json(token), Set.of(401), false)));
        return new Input(
                Place.BODY,
                name,
                all,
                () -> Arbitraries.oneOf(
                        wrongText(4_096).map(Bad::field),
                        Arbitraries.strings()
                                .ascii()
                                .ofMinLength(1)
                                .ofMaxLength(100)
                                .filter(text -> !text.isBlank() && text.indexOf('\0') < 0)
                                .map(text -> new Bad(Texts.json(text), Set.of(401), false))));
    }

    static Input url(String name) {
        return input(
                name,
                Stream.concat(
                                texts(500).stream(),
                                Stream.of(
                                                "javascript:alert(1)",
                                                "JAVASCRIPT:alert(1)",
                                                "data:text/html,x",
                                                "ftp://a.example/b",
                                                "file:///etc/passwd",
                                                "//a.example/b",
                                                "/b",
                                                "b",
                                                "http:",
                                                "http://",
                                                "http:///b",
                                                "https:a",
                                                "http://a b",
                                                "http://a.example/\n",
                                                "h\u00e9ttp://a",
                                                "http://a.example/<b>",
                                                "\u0000http://a.example",
                                                "http//a.example",
                                                "https://a.example/" + "a".repeat(490))
                                        .map(String::strip)
                                        .filter(url -> !url.equals("http://a.example/"))
                                        .map(Texts::json))
                        .toList(),
                () -> Arbitraries.oneOf(
                        wrongText(500),
                        Arbitraries.strings()
                                .ascii()
                                .ofMinLength(1)
                                .ofMaxLength(60)
                                .filter(text -> !text.isBlank() && !text.strip().matches("(?is)https?:.*"))
                                .map(Texts::json)));
    }

    /** One of a few words, or nothing. */
    static Input choice(String name, String... allowed) {
        Set<String> words = Set.of(allowed);
        return input(
                name,
                Stream.concat(
                                NO_TEXTS.stream(),
                                Stream.of(
                                                "x",
                                                allowed[0].toUpperCase(java.util.Locale.ROOT),
                                                allowed[0] + "\u0000",
                                                "\ud800")
                                        .map(Texts::json))
                        .toList(),
                () -> Arbitraries.oneOf(
                        noText(),
                        Arbitraries.strings()
                                .ofMinLength(1)
                                .ofMaxLength(20)
                                .filter(text -> !text.isBlank() && !words.contains(text.strip()))
                                .map(Texts::json)));
    }

    /** The id of something that must exist. */
    static Input id(String name) {
        List<Bad> all = new ArrayList<>(optionalId(name).listed());
        all.add(Bad.field(null));
        all.add(Bad.field("null"));
        return new Input(Place.BODY, name, all, optionalId(name).generated());
    }

    static Input optionalId(String name) {
        return input(
                name,
                Stream.concat(NO_IDS.stream(), UNKNOWN_IDS.stream()).toList(),
                () -> Arbitraries.oneOf(
                        Arbitraries.longs().lessOrEqual(-1).map(String::valueOf),
                        Arbitraries.longs().greaterOrEqual(1_000_000_000).map(String::valueOf),
                        Arbitraries.bigIntegers()
                                .greaterOrEqual(java.math.BigInteger.TEN.pow(19))
                                .lessOrEqual(java.math.BigInteger.TEN.pow(300))
                                .map(String::valueOf),
                        Arbitraries.doubles().ofScale(3).map(number -> number + "01"),
                        Arbitraries.strings().ofMaxLength(20).map(Texts::json),
                        structure()));
    }

    private static Input required(String name, int max, List<String> more) {
        List<String> all = new ArrayList<>(texts(max));
        all.add("null");
        Stream.of("", " ", "\t\r\n ", "\u2003").map(Texts::json).forEach(all::add);
        more.stream().map(Texts::json).forEach(all::add);
        List<Bad> listed = new ArrayList<>(all.stream().map(Bad::field).toList());
        listed.add(Bad.field(null));
        return new Input(
                Place.BODY,
                name,
                listed,
                () -> Arbitraries.oneOf(
                                wrongText(max),
                                Arbitraries.of(' ', '\t', '\n', '\u2028', '\u3000')
                                        .list()
                                        .ofMaxSize(10)
                                        .map(blanks -> Texts.json(blanks.stream()
                                                .map(String::valueOf)
                                                .collect(java.util.stream.Collectors.joining()))))
                        .map(Bad::field));
    }

    private static Input input(String name, List<String> listed, Supplier<Arbitrary<String>> generated) {
        return new Input(
                Place.BODY,
                name,
                listed.stream().map(Bad::field).toList(),
                () -> generated.get().map(Bad::field));
    }

    /** Wrong for every text of this length. */
    private static List<String> texts(int max) {
        return Stream.concat(
                        NO_TEXTS.stream(),
                        Stream.of(
                                        "a\u0000",
                                        "\u0000",
                                        "a\u0000b",
                                        "\ud800",
                                        "a\ud800b",
                                        "\udc00\ud800",
                                        "a\udfff",
                                        "x".repeat(max + 1),
                                        "\ud83d\ude00".repeat(max + 1),
                                        "\u00e9".repeat(max + 1))
                                .map(Texts::json))
                .toList();
    }

    private static Arbitrary<String> wrongText(int max) {
        Arbitrary<String> around = Arbitraries.strings().ascii().alpha().ofMaxLength(Math.min(10, max));
        return Arbitraries.oneOf(
                noText(),
                Combinators.combine(
                                around,
                                Arbitraries.of("\u0000", "\ud800", "\udbff", "\udc00", "\udfff", "\udc00\ud800"),
                                around)
                        .as((before, wrong, after) -> Texts.json(before + wrong + after)),
                Combinators.combine(
                                Arbitraries.of("a", "\u00e9", "\u4e16", "\ud83d\ude00"),
                                Arbitraries.integers().between(1, Math.max(2, max)))
                        .as((letter, more) -> Texts.json(letter.repeat(max + more))));
    }

    /** JSON, but no text. */
    private static Arbitrary<String> noText() {
        return Arbitraries.oneOf(
                Arbitraries.of("true", "false"),
                Arbitraries.bigIntegers().map(String::valueOf),
                Arbitraries.bigDecimals().ofScale(5).map(String::valueOf),
                structure());
    }

    /** An array or object, also nested, within the depth that is read. */
    private static Arbitrary<String> structure() {
        return Arbitraries.recursive(
                () -> Arbitraries.of("[]", "{}", "[null]", "{\"a\": null}", "[1, 2]", "[\"a\", \"b\"]"),
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).map(all -> "[" + String.join(",", all) + "]"),
                        inner.map(one -> "{\"a\": " + one + "}")),
                0,
                4);
    }
}
