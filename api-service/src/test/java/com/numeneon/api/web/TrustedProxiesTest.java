package com.numeneon.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final String PROXY = "10.1.2.3";
    private static final TrustedProxies PROXIES = TrustedProxies.parse("10.0.0.0/8, 192.0.2.7, fd00::/7, ::1");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0 | true",
                "10.255.255.255 | true",
                "11.0.0.0 | false",
                "192.0.2.7 | true",
                "192.0.2.6 | false",
                "fc00::1 | true",
                "fdff::1 | true",
                "fe00::1 | false",
                "::1 | true",
                "::2 | false",
                "::ffff:10.1.1.1 | true",
            })
    void a_block_holds_what_begins_like_it(String address, boolean trusted) {
        assertThat(PROXIES.contains(InetAddress.ofLiteral(address))).isEqualTo(trusted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | 203.0.113.9",
                "1.1.1.1, 203.0.113.9 | 203.0.113.9",
                "203.0.113.9, 10.9.9.9 | 203.0.113.9",
                "203.0.113.9,10.9.9.9,  192.0.2.7 | 203.0.113.9",
                "10.7.7.7, 10.9.9.9 | 10.7.7.7",
                "203.0.113.9:4711 | 203.0.113.9",
                "2001:db8::1 | 2001:db8::1",
                "[2001:db8::1]:443 | 2001:db8::1",
                "fe80::1%eth0 | fe80::1",
                "::ffff:203.0.113.9 | 203.0.113.9",
            })
    void the_client_is_the_last_who_is_no_trusted_proxy(String forwardedFor, String client) {
        assertThat(PROXIES.client(InetAddress.ofLiteral(PROXY), List.of(forwardedFor)))
                .isEqualTo(InetAddress.ofLiteral(client));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "unknown",
                "_hidden",
                "localhost",
                "127.1",
                "1.2.3",
                "1.2.3.400",
                "2130706433",
                "0x7f.0.0.1",
                ":",
                "::::",
                "[::1",
                "1.2.3.4,",
                "203.0.113.9, evil"
            })
    void an_entry_that_is_no_address_ends_the_walk_at_the_proxy_that_passed_it_on(String forwardedFor) {
        assertThat(PROXIES.client(InetAddress.ofLiteral(PROXY), List.of(forwardedFor)))
                .isEqualTo(InetAddress.ofLiteral(PROXY));
    }

    @Test
    void several_headers_are_one_list() {
        assertThat(PROXIES.client(InetAddress.ofLiteral(PROXY), List.of("1.1.1.1", "203.0.113.9, 10.2.2.2")))
                .isEqualTo(InetAddress.ofLiteral("203.0.113.9"));
    }

    @Test
    void a_stranger_is_its_own_address_whatever_it_says() {
        InetAddress stranger = InetAddress.ofLiteral("198.51.100.1");

        assertThat(PROXIES.client(stranger, List.of("203.0.113.9"))).isEqualTo(stranger);
        assertThat(TrustedProxies.parse("none").client(InetAddress.ofLiteral("127.0.0.1"), List.of("203.0.113.9")))
                .isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
    }

    @Test
    void without_the_setting_the_own_machine_is_trusted() {
        TrustedProxies proxies = TrustedProxies.of(new Settings(name -> null));

        assertThat(proxies.contains(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
        assertThat(proxies.contains(InetAddress.ofLiteral("::1"))).isTrue();
        assertThat(proxies.contains(InetAddress.ofLiteral("10.0.0.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "proxy.example", "10.0.0", "::1/129", "*", "[::1]"})
    void a_wrong_entry_is_named_at_the_start(String entry) {
        Settings settings = new Settings(Map.of("TRUSTED_PROXIES", "127.0.0.1," + entry)::get);

        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> TrustedProxies.of(settings))
                .withMessageContaining("TRUSTED_PROXIES")
                .withMessageContaining("\"" + entry + "\"");
    }

    @Test
    void limits_count_ipv6_by_its_first_64_bits() {
        assertThat(new ClientAddress(InetAddress.ofLiteral("203.0.113.9")).network())
                .isEqualTo("203.0.113.9");
        assertThat(new ClientAddress(InetAddress.ofLiteral("2001:db8:7:8:9::1")).network())
                .isEqualTo(new ClientAddress(InetAddress.ofLiteral("2001:db8:7:8::2")).network())
                .isNotEqualTo(new ClientAddress(InetAddress.ofLiteral("2001:db8:7:9::1")).network());
    }
}
