package dev.vigia.agent.zapi;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Says in words of ours why no answer came: the exceptions' own words may quote what the other side sent, or the URL. */
final class WireFault {
    private WireFault() {}

    static String words(IOException e, Duration timeout) {
        if (Thread.currentThread().isInterrupted()) {
            return "interrupted";
        }
        if (e instanceof UnknownHostException) {
            return "the gateway's host name is unknown (DNS)";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return "no connection to the gateway";
        }
        if (e instanceof SSLException) {
            return "no trusted TLS connection to the gateway";
        }
        if (e instanceof InterruptedIOException) {
            return "no whole answer within " + timeout.toMillis() + " ms (timeout)";
        }
        if (e instanceof EOFException || e instanceof ProtocolException || e instanceof SocketException) {
            return "the answer broke off or was no HTTP";
        }
        if (e.getCause() instanceof EOFException) {
            return "the connection was closed without an answer";
        }
        return "no answer (" + e.getClass().getSimpleName() + ")";
    }
}
