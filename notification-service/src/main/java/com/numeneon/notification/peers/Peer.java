package com.numeneon.notification.peers;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;

/**
 * A pod's management port.
 *
 * @param name for people, address and port
 */
public record Peer(String name, URI port) {

    public static Peer at(InetAddress address, int port) {
        String host = address.getHostAddress().replaceFirst("%.*", "");
        String name = (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
        return new Peer(name, URI.create("http://" + name));
    }
}
