package io.parkapp.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/// What everybody may read about lots carries an `ETag`. Browsers and proxies may keep it, and must ask each time
/// whether it still holds: who sends the tag along is answered 304, without a body, while it does. Nothing is answered
/// unasked from a copy, since a free spot may be gone in a second.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class PublicReads extends ShallowEtagHeaderFilter {
    private static final Pattern PATH = Pattern.compile("/api/lots(?:/[0-9a-fA-F-]{36}(?:/(?:spots|quote|tariffs))?)?");

    PublicReads() {
        // A strong one would keep the server from compressing the answer.
        setWriteWeakETag(true);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.GET.matches(request.getMethod())
                || !PATH.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var isSignedIn = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        response.setHeader(HttpHeaders.CACHE_CONTROL, isSignedIn ? "private, no-cache" : "public, no-cache");
        response.addHeader(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        super.doFilterInternal(request, response, chain);
    }

    /// Two checksums that the processor computes by itself: MD5 took a seventh of what an answer costs, and nobody
    /// gains by making two answers alike.
    @Override
    protected String generateETagHeaderValue(InputStream answer, boolean isWeak) throws IOException {
        var bytes = answer.readAllBytes();
        var one = new CRC32();
        var other = new CRC32C();
        one.update(bytes);
        other.update(bytes);
        return (isWeak ? "W/\"" : "\"")
                + Long.toHexString(one.getValue())
                + '-'
                + Long.toHexString(other.getValue())
                + '-'
                + Integer.toHexString(bytes.length)
                + '"';
    }
}
