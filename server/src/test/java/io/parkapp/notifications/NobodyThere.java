package io.parkapp.notifications;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/// A host that takes every call and says nothing. Another name than that of the other doubles, as another service has.
final class NobodyThere implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    private final AtomicInteger calls = new AtomicInteger();

    NobodyThere() throws IOException {
        Thread.ofVirtual().name("nobody-there").start(this::hangUp);
    }

    String origin() {
        return "http://localhost:" + server.getLocalPort();
    }

    int calls() {
        return calls.get();
    }

    private void hangUp() {
        try {
            while (true) {
                var call = server.accept();
                calls.incrementAndGet();
                call.close();
            }
        } catch (IOException closed) {
            // That is the end of it.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
