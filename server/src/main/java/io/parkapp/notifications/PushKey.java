package io.parkapp.notifications;

import com.zerodeplibs.webpush.VAPIDKeyPair;
import com.zerodeplibs.webpush.VAPIDKeyPairs;
import com.zerodeplibs.webpush.jwt.VAPIDJWTParam;
import com.zerodeplibs.webpush.key.PrivateKeySources;
import com.zerodeplibs.webpush.key.PublicKeySources;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/// By which push services know this installation (RFC 8292). A browser's subscription is bound to it: under another
/// key, all of them have to be switched on anew.
final class PushKey {
    /// The services refuse more than a day.
    private static final Duration SIGNED_FOR = Duration.ofHours(12);

    /// The uncompressed form, which is the only one that browsers give (RFC 8291).
    private static final int POINT_BYTES = 65;

    private static final byte UNCOMPRESSED = 4;
    private static final String CURVE_NAME = "secp256r1";
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName(CURVE_NAME);

    private final VAPIDKeyPair pair;
    private final String contact;

    /// @param secret random; the private key follows from it
    /// @param contact blank for none
    PushKey(byte[] secret, String contact) {
        var number = new BigInteger(1, secret)
                .mod(CURVE.getN().subtract(BigInteger.ONE))
                .add(BigInteger.ONE);
        var point = new FixedPointCombMultiplier().multiply(CURVE.getG(), number);
        this.pair = VAPIDKeyPairs.of(
                PrivateKeySources.ofECPrivateKey(privateKey(number)),
                PublicKeySources.ofUncompressedBytes(point.getEncoded(false)));
        this.contact = contact;
    }

    /// As browsers want it: the uncompressed point, base64url.
    String publicKey() {
        return pair.extractPublicKeyInUncompressedFormAsString();
    }

    /// The header that proves to a push service that a message is ours.
    String authorization(String endpoint, Instant now) {
        var claims = VAPIDJWTParam.getBuilder().resourceURLString(endpoint).expirationTime(now.plus(SIGNED_FOR));
        if (!contact.isBlank()) {
            claims.subject(contact);
        }
        return pair.generateAuthorizationHeaderValue(claims.build());
    }

    /// Whether this is a point of the curve that a message can be encrypted for, uncompressed.
    static boolean isPublicKey(byte[] bytes) {
        try {
            return bytes.length == POINT_BYTES
                    && bytes[0] == UNCOMPRESSED
                    && CURVE.getCurve().decodePoint(bytes).isValid();
        } catch (IllegalArgumentException noPoint) {
            return false;
        }
    }

    private static ECPrivateKey privateKey(BigInteger number) {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(CURVE_NAME));
            var specification = new ECPrivateKeySpec(number, parameters.getParameterSpec(ECParameterSpec.class));
            return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(specification);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
