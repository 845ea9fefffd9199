package com.numeneon.api.web;

import com.numeneon.contracts.settings.Settings;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The proxies whose word about a request is taken: the setting {@code TRUSTED_PROXIES}, a comma list of addresses and CIDR
 * blocks, or {@code none}. Everybody else can write any header, so theirs say nothing. Immutable.
 */
final class TrustedProxies {

    static final String SETTING = "TRUSTED_PROXIES";

    /** The front door, which runs beside the pods. */
    static final String DEFAULT = "127.0.0.0/8,::1";

    private static final String NOBODY = "none";

    private final List<AddressBlock> blocks;

    private TrustedProxies(List<AddressBlock> blocks) {
        this.blocks = blocks;
    }

    static TrustedProxies of(Settings settings) {
        return Settings.parsed(settings.text(SETTING, DEFAULT), TrustedProxies::parse);
    }

    /** @throws IllegalArgumentException naming the entry that is neither an address nor a block */
    static TrustedProxies parse(String commaList) {
        if (commaList.strip().equals(NOBODY)) {
            return new TrustedProxies(List.of());
        }
        return new TrustedProxies(Arrays.stream(commaList.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(TrustedProxies::block)
                .toList());
    }

    boolean contains(InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    /**
     * Whose request it is. Each proxy appends who connected to it, so the list is walked from its end for as long as those
     * who wrote it are trusted; what stands further left may be invented. An entry that is no address ends the walk at the
     * proxy that passed it on.
     *
     * @param peer who is connected to us
     * @param forwardedFor the values of all {@code X-Forwarded-For} headers, in their order
     */
    InetAddress client(InetAddress peer, List<String> forwardedFor) {
        List<String> hops = forwardedFor.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .toList()
                .reversed();
        InetAddress client = peer;
        for (String hop : hops) {
            Optional<InetAddress> before = IpAddress.parse(hop);
            if (!contains(client) || before.isEmpty()) {
                return client;
            }
            client = before.get();
        }
        return client;
    }

    private static AddressBlock block(String entry) {
        try {
            return AddressBlock.parse(entry);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    SETTING + ": \"" + entry
                            + "\" is neither an address nor a block such as 10.0.0.0/8 or fd00::/8; none trusts nobody",
                    e);
        }
    }
}
