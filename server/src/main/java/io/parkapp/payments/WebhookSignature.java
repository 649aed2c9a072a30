package io.parkapp.payments;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Signs an event and the time of its sending in the scheme that Stripe made common: `t=1764000000,v1=5257a8…`, where
/// v1 is the HMAC-SHA256 in hex of the time, a dot and the body. Several v1 may be given while a secret is replaced.
public final class WebhookSignature {
    /// Either way: clocks differ, and networks are slow. An older one may be a recording.
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HEADER_LENGTH_MAX = 1_000;
    private static final Pattern TIME = Pattern.compile("\\d{1,11}");

    private final SecretKeySpec key;

    public WebhookSignature(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    public String sign(byte[] body, Instant at) {
        var time = String.valueOf(at.getEpochSecond());
        return "t=" + time + ",v1=" + HexFormat.of().formatHex(hmac(time, body));
    }

    public boolean verifies(byte[] body, @Nullable String header, Instant now) {
        if (header == null || header.length() > HEADER_LENGTH_MAX) {
            return false;
        }
        String time = null;
        var signatures = new ArrayList<String>();
        for (var part : header.split(",", -1)) {
            var trimmed = part.strip();
            if (trimmed.startsWith("t=")) {
                time = trimmed.substring(2);
            } else if (trimmed.startsWith("v1=")) {
                signatures.add(trimmed.substring(3));
            }
        }
        if (time == null || !TIME.matcher(time).matches()) {
            return false;
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now);
        if (age.abs().compareTo(TOLERANCE) > 0) {
            return false;
        }
        var expected = HexFormat.of().formatHex(hmac(time, body)).getBytes(StandardCharsets.US_ASCII);
        // In constant time, or an attacker could feel his way to the right one byte by byte.
        return signatures.stream()
                .anyMatch(each -> MessageDigest.isEqual(expected, each.getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] hmac(String time, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(time.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) '.');
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
