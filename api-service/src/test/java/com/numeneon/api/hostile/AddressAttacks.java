package com.numeneon.api.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Addresses that are none, methods that an address does not take, queries that are no queries. */
final class AddressAttacks {

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW", "get", "PROPFIND", "G-T");

    private AddressAttacks() {}

    static Stream<Attack> listed(Endpoint endpoint) {
        List<Attack> all = new ArrayList<>();
        METHODS.stream()
                .filter(method -> !takes(endpoint, method))
                .forEach(method -> all.add(method(endpoint, method)));
        if (!takes(endpoint, "GET")) {
            all.add(method(endpoint, "HEAD"));
        } else if (endpoint.method().equals("GET")) {
            all.add(new Attack(endpoint, "HEAD", draft -> draft.method("HEAD"), answered(200)));
        }
        all.add(new Attack(endpoint, "OPTIONS", draft -> draft.method("OPTIONS"), answered(200)));
        all.add(new Attack(
                endpoint, "a query without a name", draft -> draft.afterQuery("&=&=5&&&"), Expected.SUCCESS));
        all.add(new Attack(endpoint, "an unknown parameter", draft -> draft.afterQuery("&x=1&x=2"), Expected.SUCCESS));
        Stream.of("%zz", "%", "%f", "x=%ff", "x=%C0%AF", "x=%ED%A0%80", "%ff=x")
                .forEach(query -> all.add(new Attack(
                        endpoint,
                        "the query " + query,
                        draft -> draft.afterQuery("&" + query),
                        endpoint.inputs(Place.QUERY).isEmpty() ? Expected.SUCCESS : Expected.refusal(400))));
        if (!endpoint.pattern().equals("/")) {
            all.add(new Attack(endpoint, "no slash at the end", draft -> draft.afterPath(""), Expected.SUCCESS));
            Stream.of(
                            "/%00/",
                            "%00/",
                            "/%2F/",
                            "%2F",
                            "/%2e%2e%2f/",
                            "/..;/x",
                            "/%5c..%5c/",
                            "/%zz/",
                            "/%/",
                            "/%ff/",
                            "/\\x/",
                            "/%u0041/")
                    .forEach(end -> all.add(path(endpoint, end, 400)));
            all.add(path(endpoint, "/" + "a".repeat(40_000), 414));
            all.add(path(endpoint, "/%20/", 404, 405, 400));
        }
        endpoint.inputs(Place.QUERY).stream()
                .filter(input -> input.name().equals("limit"))
                .forEach(input -> {
                    all.add(new Attack(
                            endpoint,
                            "limit twice, the first wrong",
                            draft -> draft.query("limit", "x").afterQuery("&limit=5"),
                            new Expected(Set.of(400), Set.of("limit"))));
                    all.add(new Attack(
                            endpoint,
                            "limit twice, the second wrong",
                            draft -> draft.query("limit", 5).afterQuery("&limit=x"),
                            Expected.SUCCESS));
                    all.add(new Attack(
                            endpoint,
                            "limit by an encoded name",
                            draft -> draft.query("limit", null).afterQuery("&%6Cimit=x"),
                            new Expected(Set.of(400), Set.of("limit"))));
                });
        return all.stream();
    }

    static List<Arbitrary<Attack>> generated(Endpoint endpoint) {
        List<Arbitrary<Attack>> all = new ArrayList<>();
        all.add(Arbitraries.strings()
                .withCharRange('A', 'Z')
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(method -> !METHODS.contains(method)
                        && !Set.of("HEAD", "OPTIONS", "CONNECT", "PRI").contains(method))
                .map(method -> method(endpoint, method)));
        if (!endpoint.pattern().equals("/")) {
            all.add(Arbitraries.strings()
                    .withCharRange('a', 'z')
                    .withChars("0123456789-_~+\u00e9\ud800\u4e16")
                    .ofMinLength(1)
                    .ofMaxLength(20)
                    .map(word -> path(endpoint, "/nothing/here/" + Texts.percent(word) + "/", 404)));
        }
        return all;
    }

    /** Whether the catalogue has this method at the address of a good request. */
    private static boolean takes(Endpoint endpoint, String method) {
        String address = endpoint.pattern().replaceAll("\\{[^}]+}", "5");
        return Catalogue.all().stream()
                .filter(other -> other.method().equals(method))
                .anyMatch(other -> Pattern.matches(
                        Stream.of(other.pattern().split("\\{[^}]+}", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining("[^/]+")),
                        address));
    }

    private static Attack method(Endpoint endpoint, String method) {
        return new Attack(endpoint, "method " + method, draft -> draft.method(method), Expected.refusal(405));
    }

    private static Attack path(Endpoint endpoint, String end, Integer... statuses) {
        String shown = end.length() > 60 ? end.length() + " characters" : end;
        return new Attack(endpoint, "address with " + shown, draft -> draft.afterPath(end), Expected.refusal(statuses));
    }

    private static Expected answered(int status) {
        return new Expected(Set.of(status), Set.of());
    }
}
