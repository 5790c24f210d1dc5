package dev.vigia.plugins.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Tells addresses of the internet from those that lead into this machine, its network, or nowhere. */
final class PublicAddresses {
    /** The IPv4 registry of special purposes, multicast, and the address by which Azure's machines reach their host. */
    private static final List<Network> SPECIAL = Network.all(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");

    /** Of IPv6 only these are in use on the internet. */
    private static final Network GLOBAL = Network.of("2000::/3");

    /** What is special among the global ones: protocols (Teredo too, which hides an IPv4 address), and documentation. */
    private static final List<Network> SPECIAL_GLOBAL = Network.all("2001::/23", "2001:db8::/32", "3fff::/20");

    /** Gateways to the IPv4 address that follows the prefix. */
    private static final Network NAT64 = Network.of("64:ff9b::/96");

    private static final Network SIX_TO_FOUR = Network.of("2002::/16");

    private PublicAddresses() {}

    static boolean include(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return isPublic4(bytes);
        }
        if (NAT64.contains(bytes)) {
            return isPublic4(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (SIX_TO_FOUR.contains(bytes)) {
            return isPublic4(Arrays.copyOfRange(bytes, 2, 6));
        }
        return GLOBAL.contains(bytes) && SPECIAL_GLOBAL.stream().noneMatch(network -> network.contains(bytes));
    }

    private static boolean isPublic4(byte[] bytes) {
        return SPECIAL.stream().noneMatch(network -> network.contains(bytes));
    }

    /** All addresses that begin with the same bits. */
    private static final class Network {
        private final byte[] prefix;
        private final int bits;

        private Network(byte[] prefix, int bits) {
            this.prefix = prefix;
            this.bits = bits;
        }

        static List<Network> all(String... networks) {
            return Arrays.stream(networks).map(Network::of).toList();
        }

        static Network of(String network) {
            String[] parts = network.split("/", 2);
            try {
                return new Network(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(network + " is no network", e);
            }
        }

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                if (((address[i / 8] ^ prefix[i / 8]) & (0x80 >> i % 8)) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
