package io.parkapp.notifications;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What a browser does with a message: takes its encryption off (RFC 8188, RFC 8291), by the JDK alone. Held to the
/// RFC's own example, so that it may judge others.
final class BrowserDouble {
    private static final int SALT_BYTES = 16;
    private static final int KEY_BYTES = 65;
    private static final int TAG_BITS = 128;
    private static final int LAST_RECORD = 2;

    final byte[] p256dh;
    final byte[] auth;
    private final PrivateKey key;

    private BrowserDouble(PrivateKey key, byte[] p256dh, byte[] auth) {
        this.key = key;
        this.p256dh = p256dh;
        this.auth = auth;
    }

    static BrowserDouble any() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        var auth = new byte[16];
        new SecureRandom().nextBytes(auth);
        var point = ((ECPublicKey) pair.getPublic()).getW();
        var bytes = ByteBuffer.allocate(KEY_BYTES)
                .put((byte) 4)
                .put(unsigned(point.getAffineX()))
                .put(unsigned(point.getAffineY()));
        return new BrowserDouble(pair.getPrivate(), bytes.array(), auth);
    }

    static BrowserDouble of(String privateKey, String p256dh, String auth) throws GeneralSecurityException {
        var number = new BigInteger(1, bytes(privateKey));
        return new BrowserDouble(
                KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(number, curve())),
                bytes(p256dh),
                bytes(auth));
    }

    String p256dhText() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(p256dh);
    }

    String authText() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(auth);
    }

    /// @throws GeneralSecurityException what was not meant for this browser
    String read(byte[] body) throws GeneralSecurityException {
        var whole = ByteBuffer.wrap(body);
        var salt = new byte[SALT_BYTES];
        whole.get(salt);
        var recordBytes = whole.getInt();
        var sender = new byte[Byte.toUnsignedInt(whole.get())];
        whole.get(sender);
        var encrypted = new byte[whole.remaining()];
        whole.get(encrypted);
        if (encrypted.length > recordBytes) {
            throw new GeneralSecurityException("more than one record");
        }
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(key);
        agreement.doPhase(publicKey(sender), true);
        var info = joined("WebPush: info\0".getBytes(US_ASCII), p256dh, sender);
        var input = expand(hmac(auth, agreement.generateSecret()), info, 32);
        var extracted = hmac(salt, input);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(expand(extracted, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16), "AES"),
                new GCMParameterSpec(TAG_BITS, expand(extracted, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12)));
        var padded = cipher.doFinal(encrypted);
        var end = padded.length - 1;
        while (padded[end] == 0) {
            end--;
        }
        if (padded[end] != LAST_RECORD) {
            throw new GeneralSecurityException("not the last record");
        }
        return new String(padded, 0, end, UTF_8);
    }

    static ECPublicKey publicKey(byte[] point) throws GeneralSecurityException {
        var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 33));
        var y = new BigInteger(1, Arrays.copyOfRange(point, 33, 65));
        return (ECPublicKey)
                KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve()));
    }

    static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    private static ECParameterSpec curve() throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static byte[] unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        var whole = new byte[32];
        var length = Math.min(bytes.length, whole.length);
        System.arraycopy(bytes, bytes.length - length, whole, whole.length - length, length);
        return whole;
    }

    private static byte[] expand(byte[] key, byte[] info, int length) throws GeneralSecurityException {
        return Arrays.copyOf(hmac(key, joined(info, new byte[] {1})), length);
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static byte[] joined(byte[]... parts) {
        var whole = new ByteArrayOutputStream();
        for (var each : parts) {
            whole.writeBytes(each);
        }
        return whole.toByteArray();
    }
}
