package dev.vigia.plugins.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import javax.net.SocketFactory;

/**
 * Makes sockets that connect, without a proxy, to certain addresses only. The very address that a connection goes to is checked, not a name that
 * could be resolved to another one afterwards.
 */
final class GuardedSockets extends SocketFactory {
    private final Reach reach;

    GuardedSockets(Reach reach) {
        this.reach = reach;
    }

    private static final class GuardedSocket extends Socket {
        private final Reach reach;

        GuardedSocket(Reach reach) {
            // Or it would go through the proxy that the system properties name, which resolves and connects where it
            // likes.
            super(Proxy.NO_PROXY);
            this.reach = reach;
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress internet) || internet.isUnresolved()) {
                throw new IOException("The address of the receiver is not known");
            }
            InetAddress address = internet.getAddress();
            Optional<String> refusal = reach.refusal(address);
            if (refusal.isPresent()) {
                throw new IOException(internet.getHostString() + " has the address " + address.getHostAddress() + ", "
                        + refusal.get());
            }
            super.connect(endpoint, timeout);
        }
    }

    @Override
    public Socket createSocket() {
        return new GuardedSocket(reach);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return connected(new InetSocketAddress(address, port));
    }

    private Socket connected(InetSocketAddress endpoint) throws IOException {
        Socket socket = new GuardedSocket(reach);
        socket.connect(endpoint);
        return socket;
    }
}
