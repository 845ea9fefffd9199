package com.numeneon.api.hostile;

import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** The kinds of values that a path or a query has. */
final class AddressInputs {

    private static final List<String> NO_NUMBERS = List.of(
            "abc",
            "-1",
            "+5",
            "%2B5",
            "1.5",
            "1.0",
            "1e3",
            "0x10",
            "5L",
            "\u0663",
            "1\u0663",
            "\uff15",
            "5 ",
            " 5",
            "null",
            "true",
            "[]",
            "{}",
            "'",
            "5'--",
            "5;5",
            "99999999999999999999",
            "1" + "0".repeat(30),
            "5,6",
            "NaN",
            "\ud83d\ude00",
            "5\u0000".replace("\u0000", "\u0001"));

    private AddressInputs() {}

    /** The id of something that must exist. */
    static Input pathId(String name) {
        Stream<Bad> noIds = NO_NUMBERS.stream()
                // What Jetty or Spring takes for the begin of a path parameter ends the value.
                .filter(text -> !text.contains(";"))
                .map(text -> Bad.path(Texts.percent(text), 400));
        Stream<Bad> unknown = Stream.of("0", "9007199254740993", "9223372036854775807", "9223372036854775808")
                .map(text -> Bad.path(text, 404));
        Stream<Bad> others = Stream.of(
                Bad.path("%00", 400),
                Bad.path("5%00", 400),
                Bad.path("%2F", 400),
                Bad.path("5%2F6", 400),
                Bad.path("%2e%2e", 400, 404, 405),
                Bad.path("..", 400, 404, 405),
                Bad.path(".", 400, 404, 405),
                Bad.path("%5C", 400),
                Bad.path("%ff", 400),
                Bad.path("%C0%AF", 400),
                Bad.path("%ED%A0%80", 400),
                Bad.path("%zz", 400),
                Bad.path("%", 400),
                Bad.path("abc;x=5", 400),
                Bad.path("a".repeat(7_000), 400),
                Bad.path("9".repeat(7_000), 400));
        return new Input(
                Place.PATH,
                name,
                Stream.of(noIds, unknown, others).flatMap(all -> all).toList(),
                () -> Arbitraries.oneOf(
                        word().filter(text -> !text.matches("[0-9]{1,19}") && !text.matches("\\.{1,2}"))
                                .map(text -> Bad.path(Texts.percent(text), 400)),
                        Arbitraries.longs().lessOrEqual(-1).map(id -> Bad.path(String.valueOf(id), 400)),
                        Arbitraries.longs().greaterOrEqual(1_000_000_000).map(id -> Bad.path(String.valueOf(id), 404)),
                        Arbitraries.bigIntegers()
                                .between(BigInteger.TEN.pow(19), BigInteger.TEN.pow(30))
                                .map(id -> Bad.path(String.valueOf(id), 400))));
    }

    /** A name that somebody has. */
    static Input pathName(String name) {
        Stream<Bad> nobodys = Stream.of(
                        "nobody-has-this-name",
                        "\u00e9",
                        "\u0663",
                        "a b",
                        "%",
                        "'",
                        "\ud83d\ude00",
                        "null",
                        "-1",
                        "a".repeat(600))
                .map(text -> Bad.path(Texts.percent(text), 400, 404));
        Stream<Bad> others = Stream.of("%00", "a%00", "%2F", "%ff", "%C0%AF", "%ED%A0%80", "%zz", "a".repeat(7_000))
                .map(raw -> Bad.path(raw, 400, 404));
        return new Input(
                Place.PATH,
                name,
                Stream.concat(nobodys, others).toList(),
                () -> word().filter(text -> !text.matches("\\.{1,2}"))
                        .map(text -> Bad.path(Texts.percent("nobody " + text), 400, 404)));
    }

    /** The id of somebody who exists. */
    static Input queryId(String name) {
        Stream<String> unknown =
                Stream.of("", "%20", "0", "9007199254740993", "9223372036854775807", "9223372036854775808");
        return new Input(
                Place.QUERY,
                name,
                Stream.concat(
                                Stream.of(Bad.field(null)),
                                Stream.concat(unknown, NO_NUMBERS.stream().map(Texts::percent))
                                        .map(Bad::field))
                        .toList(),
                () -> Arbitraries.oneOf(
                                noNumber(),
                                Arbitraries.longs()
                                        .greaterOrEqual(1_000_000_000)
                                        .map(String::valueOf))
                        .map(Bad::field));
    }

    static Input limit() {
        return optional(
                "limit",
                Stream.concat(
                                NO_NUMBERS.stream().map(Texts::percent),
                                Stream.of("0", "501", "9223372036854775807", "9223372036854775808", "4294967297"))
                        .toList(),
                () -> Arbitraries.oneOf(
                        noNumber(), Arbitraries.longs().greaterOrEqual(501).map(String::valueOf)));
    }

    static Input before() {
        return optional(
                "before",
                Stream.of(
                                "x",
                                "5",
                                "\u0663",
                                "====",
                                "a b",
                                "%",
                                "\u0000",
                                "a".repeat(5_000),
                                key("a"),
                                key("1.2.3.4"),
                                key("99999999999999999999"),
                                key("1.2.3"),
                                key("--1"),
                                key("1;2"),
                                key("\u0663"))
                        .map(Texts::percent)
                        .toList(),
                () -> Arbitraries.oneOf(
                        Arbitraries.strings()
                                .ascii()
                                .ofMinLength(1)
                                .ofMaxLength(30)
                                .filter(text -> !text.isBlank())
                                .map(text -> Texts.percent("!" + text)),
                        Arbitraries.strings()
                                .alpha()
                                .ofMinLength(1)
                                .ofMaxLength(20)
                                .map(AddressInputs::key)));
    }

    /** What a page key is inside, without its being one that anybody was given. */
    static String key(String plain) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Any text there is finds something or nothing; only what is no text, or too long, is wrong. */
    static Input queryText(String name, int max) {
        return optional(
                name,
                List.of("%00", "a%00b", "a".repeat(max + 1), "%F0%9F%98%80".repeat(max + 1)),
                () -> Arbitraries.integers().between(max + 1, 2_000).map("a"::repeat));
    }

    static Input queryChoice(String name, String... allowed) {
        Set<String> words = Set.of(allowed);
        return optional(
                name,
                Stream.concat(Stream.of("x", "5", "\u0000", "INCOMING").map(Texts::percent), Stream.of("a".repeat(501)))
                        .toList(),
                () -> word().filter(text -> !text.isBlank() && !words.contains(text.strip()))
                        .map(Texts::percent));
    }

    private static Input optional(String name, List<String> listed, Supplier<Arbitrary<String>> generated) {
        return new Input(
                Place.QUERY,
                name,
                listed.stream().map(Bad::field).toList(),
                () -> generated.get().map(Bad::field));
    }

    private static Arbitrary<String> noNumber() {
        return Arbitraries.oneOf(
                word().filter(text -> !text.isBlank() && !text.matches("[0-9]{1,19}"))
                        .map(Texts::percent),
                Arbitraries.longs().lessOrEqual(-1).map(String::valueOf),
                Arbitraries.bigIntegers()
                        .between(BigInteger.TEN.pow(19), BigInteger.TEN.pow(30))
                        .map(String::valueOf));
    }

    /** Printable, also beyond ASCII, without what an address gives a meaning of its own. */
    private static Arbitrary<String> word() {
        return Arbitraries.strings()
                .withCharRange('0', '9')
                .withCharRange('a', 'z')
                .withChars("+-._~'!*()\u00e9\u0663\u4e16")
                .ofMinLength(1)
                .ofMaxLength(12);
    }
}
