package io.parkapp.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;

/// A mail server that knows nobody.
final class RefusingServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    RefusingServer() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        try (var client = socket.accept();
                var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8))) {
            var out = client.getOutputStream();
            out.write("220 double ESMTP\r\n".getBytes(UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var isRecipient = line.startsWith("RCPT");
                out.write((isRecipient ? "550 5.1.1 no such mailbox\r\n" : "250 ok\r\n").getBytes(UTF_8));
                out.flush();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
