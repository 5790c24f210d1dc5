package dev.vigia.agent.zapi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** A server that sends whatever bytes it is told, one request a connection, and hangs up. */
final class RawServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger requests = new AtomicInteger();

    RawServer(IntFunction<byte[]> answers) throws IOException {
        Thread thread = new Thread(() -> serve(answers), "raw server");
        thread.setDaemon(true);
        thread.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    int requests() {
        return requests.get();
    }

    /** Header lines and a body as they go over the wire. */
    static byte[] http(String head, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private void serve(IntFunction<byte[]> answers) {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                readHead(client.getInputStream());
                OutputStream out = client.getOutputStream();
                out.write(answers.apply(requests.getAndIncrement()));
                out.flush();
            } catch (IOException hungUp) {
                // The client's good right.
            }
        }
    }

    private static void readHead(InputStream in) throws IOException {
        int blank = 0;
        while (blank < 4) {
            int c = in.read();
            if (c < 0) {
                return;
            }
            blank = c == "\r\n\r\n".charAt(blank) ? blank + 1 : 0;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
