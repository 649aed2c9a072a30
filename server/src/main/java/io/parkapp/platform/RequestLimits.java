package io.parkapp.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/// Turns away requests that no honest client sends, before anything reads them: bodies larger than any that we
/// understand, whether they say so or only turn out so, and queries that are no text or have a character in it that
/// PostgreSQL cannot store.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestLimits extends OncePerRequestFilter {
    static final int BODY_BYTES_MAX = 256 * 1024;
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

    private final JsonMapper json;

    RequestLimits(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var query = request.getQueryString();
        if (request.getContentLengthLong() > BODY_BYTES_MAX) {
            Problems.send(PlatformRefusal.PAYLOAD_TOO_LARGE, request, response, json);
        } else if (query != null && !isText(query)) {
            Problems.send(PlatformRefusal.MALFORMED_REQUEST, request, response, json);
        } else if (request.getContentLengthLong() < 0 && !WITHOUT_BODY.contains(request.getMethod())) {
            chain.doFilter(new Counted(request), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /// Whether it is UTF-8 once decoded, without the NUL character. Latin 1 keeps each byte as it is.
    private static boolean isText(String query) {
        try {
            var bytes = URLDecoder.decode(query, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return text.chars().noneMatch(each -> each == '\0');
        } catch (IllegalArgumentException | CharacterCodingException notText) {
            return false;
        }
    }

    /// A request that does not tell its length: stopped when it has gone too far.
    private static final class Counted extends HttpServletRequestWrapper {
        private Counted(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new CountedStream(super.getInputStream());
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class CountedStream extends ServletInputStream {
        private final ServletInputStream body;
        private long read;

        private CountedStream(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            return counted(body.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var count = body.read(buffer, offset, length);
            return counted(count, count);
        }

        private int counted(int result, int bytes) {
            if (result >= 0) {
                read += bytes;
            }
            if (read > BODY_BYTES_MAX) {
                throw new Refusal(PlatformRefusal.PAYLOAD_TOO_LARGE);
            }
            return result;
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
