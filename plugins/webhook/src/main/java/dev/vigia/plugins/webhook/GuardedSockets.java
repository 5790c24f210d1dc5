package dev.vigia.plugins.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Makes sockets that connect to addresses of the internet only. The very address that a connection goes to is checked, not a name that
 * could be resolved to another one afterwards.
 */
final class GuardedSockets extends SocketFactory {
    private static final class GuardedSocket extends Socket {
        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress internet) || internet.isUnresolved()) {
                throw new IOException("The address of the receiver is not known");
            }
            InetAddress address = internet.getAddress();
            if (!PublicAddresses.include(address)) {
                throw new IOException(
                        internet.getHostString() + " has " + PublicAddresses.refusal(address.getHostAddress()));
            }
            super.connect(endpoint, timeout);
        }
    }

    @Override
    public Socket createSocket() {
        return new GuardedSocket();
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

    private static Socket connected(InetSocketAddress endpoint) throws IOException {
        Socket socket = new GuardedSocket();
        socket.connect(endpoint);
        return socket;
    }
}
