package com.numeneon.api.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** Where a request comes from, as far as those say who are trusted; a controller asks for it as an argument. */
public record ClientAddress(InetAddress address) {

    private static final int NETWORK_BYTES = 8;

    /**
     * What limits count by: the address, or of IPv6 the first 64 bits, because one household or one rented machine has all
     * addresses that share them.
     */
    public String network() {
        return address instanceof Inet6Address v6
                ? HexFormat.ofDelimiter(":").formatHex(v6.getAddress(), 0, NETWORK_BYTES) + "/64"
                : address.getHostAddress();
    }
}
