package com.numeneon.notification.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeersTest {

    private static final Peer SELF = Peer.at(InetAddress.getLoopbackAddress(), 9081);

    @Test
    void without_the_setting_a_pod_knows_itself_alone() {
        try (Peers peers = peers(Map.of())) {
            assertThat(peers.find(SELF)).isEqualTo(new Peers.Found(List.of(SELF), List.of()));
        }
    }

    @Test
    void a_name_stands_for_all_addresses_that_it_has_and_this_pod_is_there_once() throws UnknownHostException {
        try (Peers peers = peers(Map.of("NOTIFICATION_PEERS", " localhost:9081, 127.0.0.1:9082,,[::1]:9083"))) {
            assertThat(peers.find(SELF).peers())
                    .startsWith(SELF)
                    .contains(Peer.at(InetAddress.ofLiteral("127.0.0.1"), 9082))
                    .contains(Peer.at(InetAddress.ofLiteral("::1"), 9083))
                    .hasSize(2 + InetAddress.getAllByName("localhost").length)
                    .extracting(Peer::name)
                    .contains("[0:0:0:0:0:0:0:1]:9083");
        }
    }

    @Test
    void a_name_without_an_address_is_kept_apart() {
        try (Peers peers = peers(Map.of("NOTIFICATION_PEERS", "no-such-name.invalid:9081"))) {
            assertThat(peers.find(SELF))
                    .isEqualTo(new Peers.Found(List.of(SELF), List.of("no-such-name.invalid:9081")));
        }
    }

    @Test
    void the_operators_token_goes_along_where_there_is_one() {
        try (Peers open = peers(Map.of());
                Peers closed = peers(Map.of("OPERATOR_TOKEN", "a-token-of-operators"))) {
            assertThat(open.request(SELF, "/trail?user=5").build().headers().map())
                    .isEmpty();
            HttpRequest request = closed.request(SELF, "/trail?user=5").build();
            assertThat(request.headers().firstValue("Authorization")).contains("Bearer a-token-of-operators");
            assertThat(request.uri()).hasToString("http://127.0.0.1:9081/trail?user=5");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pods", "pods:", ":9081", "pods:0", "pods:65536", "http://pods:9081", "pods:9081/x", "a b:1"})
    void what_is_no_address_is_named(String wrong) {
        assertThatThrownBy(() -> peers(Map.of("NOTIFICATION_PEERS", wrong)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("NOTIFICATION_PEERS")
                .hasMessageContaining(wrong.strip());
    }

    private static Peers peers(Map<String, String> environment) {
        return new Peers(PeerSettings.read(new Settings(environment::get)));
    }
}
