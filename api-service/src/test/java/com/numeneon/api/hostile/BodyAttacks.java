package com.numeneon.api.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Bodies that are no JSON object, or not said to be one; where no body is wanted they must make no difference. */
final class BodyAttacks {

    private static final int MIB = 1024 * 1024;

    private BodyAttacks() {}

    static Stream<Attack> listed(Endpoint endpoint) {
        return Stream.of(
                        Stream.of(
                                body(endpoint, "no body", json -> bytes("")),
                                body(endpoint, "blanks", json -> bytes(" \n ")),
                                body(endpoint, "an open brace", json -> bytes("{")),
                                body(
                                        endpoint,
                                        "cut off before its end",
                                        json -> bytes(json.substring(0, json.length() - 1))),
                                body(endpoint, "two objects", json -> bytes(json + json)),
                                body(endpoint, "a word behind", json -> bytes(json + "x")),
                                body(endpoint, "a brace behind", json -> bytes(json + "}")),
                                body(endpoint, "a NUL behind", json -> bytes(json + "\0")),
                                body(endpoint, "a comment", json -> bytes("/* a */" + json)),
                                body(
                                        endpoint,
                                        "a trailing comma",
                                        json -> bytes(json.substring(0, json.length() - 1) + ",}")),
                                body(endpoint, "single quotes", json -> bytes("{'a': 1}")),
                                body(endpoint, "no quotes", json -> bytes("{a: 1}")),
                                body(endpoint, "NaN", json -> bytes("{\"a\": NaN}")),
                                body(endpoint, "a raw line end in a text", json -> bytes("{\"a\": \"\n\"}")),
                                body(endpoint, "an unknown escape", json -> bytes("{\"a\": \"\\x41\"}")),
                                body(endpoint, "half an escape", json -> bytes("{\"a\": \"\\u12\"}")),
                                body(
                                        endpoint,
                                        "a field twice",
                                        json -> bytes("{\"a\": 1, \"a\": 1, " + json.substring(1))),
                                body(
                                        endpoint,
                                        "a field twice further in",
                                        json -> bytes("{\"a\": {\"b\": 1, \"b\": 1}, " + json.substring(1))),
                                body(
                                        endpoint,
                                        "a number without an end",
                                        json -> bytes("{\"a\": " + "1".repeat(100_000) + "}")),
                                body(
                                        endpoint,
                                        "a name without an end",
                                        json -> bytes("{\"" + "a".repeat(100_000) + "\": 1}")),
                                body(
                                        endpoint,
                                        "100,000 arrays in each other",
                                        json -> bytes("{\"a\": " + "[".repeat(100_000))),
                                body(
                                        endpoint,
                                        "100,000 closed arrays",
                                        json -> bytes("[".repeat(100_000) + "]".repeat(100_000))),
                                body(
                                        endpoint,
                                        "100,000 objects in each other",
                                        json -> bytes("{\"a\":".repeat(100_000))),
                                body(endpoint, "malformed UTF-8", json -> malformed(json, 0xC0, 0xAF)),
                                body(endpoint, "a surrogate as UTF-8", json -> malformed(json, 0xED, 0xA0, 0x80)),
                                body(endpoint, "UTF-8 cut in a character", json -> malformed(json, 0xE2, 0x82)),
                                body(endpoint, "UTF-16", json -> json.getBytes(StandardCharsets.UTF_16)),
                                body(endpoint, "UTF-32", json -> json.getBytes(Charset.forName("UTF-32"))),
                                tooLarge(
                                        endpoint,
                                        "blanks up to over 1 MiB",
                                        json -> bytes(json + " ".repeat(MIB)),
                                        413),
                                body(endpoint, "a form", json -> bytes("a=1&b=2"))),
                        Stream.of("[]", "[1]", "\"text\"", "5", "-1.5e3", "true", "null", "nonsense", "<a/>")
                                .map(text -> body(endpoint, "top level " + text, json -> bytes(text))),
                        Stream.of(body(endpoint, "the object in an array", json -> bytes("[" + json + "]"))),
                        Stream.of(
                                        "text/plain",
                                        "application/x-www-form-urlencoded",
                                        "multipart/form-data; boundary=x",
                                        "application/xml",
                                        "application/json; charset=utf-16",
                                        "application/json; charset=nonsense",
                                        "nonsense",
                                        "/",
                                        "application/*",
                                        "application/jsonx",
                                        "application/json, text/plain",
                                        "*/*",
                                        "application/json;;;=")
                                .map(type -> contentType(endpoint, type)),
                        Stream.of(
                                        "application/json; charset=utf-8",
                                        "APPLICATION/JSON;charset=UTF-8",
                                        "application/merge-patch+json")
                                .map(type -> new Attack(
                                        endpoint,
                                        "content type " + type,
                                        draft -> draft.header("Content-Type", type),
                                        Expected.SUCCESS)),
                        Stream.of(new Attack(
                                endpoint,
                                "no content type",
                                draft -> draft.header("Content-Type", null),
                                Expected.SUCCESS)),
                        Stream.of("gzip", "deflate", "br", "nonsense", "gzip, gzip")
                                .map(coding -> encoded(endpoint, coding)))
                .flatMap(all -> all);
    }

    static List<Arbitrary<Attack>> generated(Endpoint endpoint) {
        return List.of(
                Arbitraries.integers()
                        .between(0, 1_000)
                        .map(cut -> body(
                                endpoint,
                                "cut off after " + cut,
                                json -> bytes(json.substring(0, 1 + cut % (json.length() - 1))))),
                Arbitraries.strings()
                        .ascii()
                        .ofMinLength(1)
                        .ofMaxLength(20)
                        .filter(text -> text.chars().anyMatch(letter -> " \t\r\n".indexOf(letter) < 0))
                        .map(text -> body(endpoint, "behind it " + Texts.json(text), json -> bytes(json + text))),
                Arbitraries.bytes()
                        .array(byte[].class)
                        .ofMaxSize(200)
                        .filter(random -> random.length == 0 || random[0] != '{')
                        .map(random -> body(endpoint, random.length + " random bytes", json -> random.clone())),
                Combinators.combine(
                                Arbitraries.integers().between(40, 60_000), Arbitraries.of("[", "{\"a\":", "[{\"a\":"))
                        .as((levels, begin) -> body(
                                endpoint,
                                levels + " levels of " + begin,
                                json -> bytes("{\"x\":" + begin.repeat(levels)))),
                Arbitraries.integers()
                        .between(1, 1_000)
                        .map(at -> body(endpoint, "a wrong byte at " + at, json -> {
                            byte[] all = bytes(json);
                            all[at % all.length] = (byte) 0xff;
                            return all;
                        })),
                Arbitraries.strings()
                        .withCharRange('a', 'z')
                        .withChars("/+;=. *")
                        .ofMinLength(1)
                        .ofMaxLength(30)
                        .filter(type -> !type.isBlank() && !type.contains("json"))
                        .map(type -> contentType(endpoint, type.strip())));
    }

    private static Attack body(Endpoint endpoint, String description, Function<String, byte[]> made) {
        boolean wrong = takesBody(endpoint) && !(endpoint.bodyMayBeMissing() && isNone(made.apply("{ }")));
        return new Attack(
                endpoint,
                "a body with " + description,
                draft -> draft.body(made.apply(draft.json())),
                wrong ? Expected.refusal(400) : Expected.SUCCESS);
    }

    private static boolean isNone(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return text.isBlank() || text.equals("null");
    }

    /** Too much is too much, also where it is not wanted. */
    private static Attack tooLarge(Endpoint endpoint, String description, Function<String, byte[]> made, int status) {
        return new Attack(
                endpoint,
                "a body with " + description,
                draft -> draft.body(made.apply(draft.json())),
                Expected.refusal(status));
    }

    private static Attack contentType(Endpoint endpoint, String type) {
        return new Attack(
                endpoint,
                "content type " + type,
                draft -> draft.header("Content-Type", type),
                takesBody(endpoint) ? Expected.refusal(415) : Expected.SUCCESS);
    }

    private static Attack encoded(Endpoint endpoint, String coding) {
        return new Attack(
                endpoint,
                "content encoding " + coding,
                draft -> draft.header("Content-Encoding", coding).body(gzip(bytes(draft.json()))),
                takesBody(endpoint) ? Expected.refusal(415) : Expected.SUCCESS);
    }

    private static boolean takesBody(Endpoint endpoint) {
        return !endpoint.inputs(Place.BODY).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A text field with these bytes in it, before all others. */
    private static byte[] malformed(String json, int... bytes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(bytes("{\"a\": \"b"));
        for (int value : bytes) {
            body.write(value);
        }
        body.writeBytes(bytes("c\", " + json.substring(1)));
        return body.toByteArray();
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
