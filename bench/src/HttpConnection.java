import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// One kept-alive HTTP/1.1 connection. A full client would take a good part of the two cores for itself.
final class HttpConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final int port;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final byte[] body = new byte[1 << 20];
    private int bodyLength;

    HttpConnection(int port) throws IOException {
        this.port = port;
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = socket.getOutputStream();
    }

    /// @param headers each with its line end
    /// @return the status
    int send(String method, String target, String headers, String content) throws IOException {
        out.write((method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Content-Length: "
                        + content.length() + "\r\n\r\n" + content)
                .getBytes(StandardCharsets.US_ASCII));
        var status = Integer.parseInt(line().substring(9, 12));
        var length = 0;
        var chunked = false;
        var last = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var lower = header.toLowerCase(java.util.Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            }
            last |= lower.equals("connection: close");
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        }
        bodyLength = 0;
        if (!chunked) {
            read(length);
        } else {
            readChunks();
        }
        if (last) {
            socket.close();
            connect();
        }
        return status;
    }

    private void readChunks() throws IOException {
        for (var size = size(); ; size = size()) {
            read(size);
            line();
            if (size == 0) {
                return;
            }
        }
    }

    String body() {
        return new String(body, 0, bodyLength, StandardCharsets.UTF_8);
    }

    private int size() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private void read(int length) throws IOException {
        var read = in.readNBytes(body, bodyLength, length);
        if (read < length) {
            throw new IOException("the connection ended early");
        }
        bodyLength += length;
    }

    private String line() throws IOException {
        var text = new StringBuilder(64);
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended");
            }
            if (next != '\r') {
                text.append((char) next);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
