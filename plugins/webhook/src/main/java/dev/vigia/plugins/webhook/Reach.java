package dev.vigia.plugins.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;

/** Which addresses a connection may go to. */
enum Reach {
    /** Those of the internet. */
    PUBLIC {
        @Override
        Optional<String> refusal(InetAddress address) {
            return PublicAddresses.include(address)
                    ? Optional.empty()
                    : Optional.of(
                            "which is private, loopback, link-local or of no use on the internet. If your receiver is"
                                    + " really there, set allow-private-addresses = true");
        }
    },
    /** All others: what is sent there could be read on the way to the internet. */
    PRIVATE {
        @Override
        Optional<String> refusal(InetAddress address) {
            return PublicAddresses.include(address)
                    ? Optional.of(
                            "which is not private, and plain http goes to private addresses only, for events hold names"
                                    + " and phone numbers. Take https")
                    : Optional.empty();
        }
    },
    ANY {
        @Override
        Optional<String> refusal(InetAddress address) {
            return Optional.empty();
        }
    };

    static Reach of(URI url, boolean allowPrivateAddresses) {
        if (!allowPrivateAddresses) {
            return PUBLIC;
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? ANY : PRIVATE;
    }

    /** What is wrong with an address, for the operator. */
    abstract Optional<String> refusal(InetAddress address);
}
