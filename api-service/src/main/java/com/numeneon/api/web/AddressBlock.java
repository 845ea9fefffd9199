package com.numeneon.api.web;

import java.net.InetAddress;

/**
 * All addresses that begin as {@code first} does.
 *
 * @param prefix how many bits of it count
 */
record AddressBlock(InetAddress first, int prefix) {

    /**
     * An address, or a block in CIDR notation.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        InetAddress first = IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
                .filter(address -> !text.contains("[") && !text.contains("%"))
                .orElseThrow(() -> new IllegalArgumentException("not an address"));
        int bits = Byte.SIZE * first.getAddress().length;
        int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("not a length of a prefix");
        }
        return new AddressBlock(first, prefix);
    }

    boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int i = 0, left = prefix; left > 0; i++, left -= Byte.SIZE) {
            int mask = left >= Byte.SIZE ? 0xff : 0xff << (Byte.SIZE - left);
            if (((mine[i] ^ other[i]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
