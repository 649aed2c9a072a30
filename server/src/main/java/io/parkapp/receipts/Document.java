package io.parkapp.receipts;

import io.parkapp.values.Language;
import io.parkapp.values.Money;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What was issued, as it is stored. The content is the document; the rest is for finding it, and repeats it.
///
/// @param number as people say it: R-2026-000042
/// @param content JSON, to the byte as it was hashed
/// @param code that the QR code on paper carries: the beginning of the hash, in letters and digits
record Document(
        UUID id,
        UUID subjectId,
        String number,
        DocumentKind kind,
        Instant issuedAt,
        Language language,
        Money total,
        String content,
        String hash,
        String code) {
    private static final String CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CODE_LENGTH = 20;
    private static final int BITS_PER_LETTER = 5;

    /// Whether it is what was issued: the content gives the hash, the hash the code, and the columns repeat the
    /// content.
    boolean isUnchanged(JsonMapper json) {
        return sha256(content).equals(hash)
                && codeOf(hash).equals(code)
                && read(json).filter(this::isRepeated).isPresent();
    }

    /// Empty where somebody made something else of it.
    Optional<DocumentContent> read(JsonMapper json) {
        try {
            return Optional.of(json.readValue(content, DocumentContent.class));
        } catch (JacksonException notOurs) {
            return Optional.empty();
        }
    }

    private boolean isRepeated(DocumentContent it) {
        return it.number().equals(number)
                && it.kind() == kind
                && it.issuedAt().equals(issuedAt)
                && it.writtenIn() == language
                && it.total().equals(total);
    }

    static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// As the database's `receipts.code` has it.
    static String codeOf(String hash) {
        var bits = new BigInteger(hash.substring(0, CODE_LENGTH * BITS_PER_LETTER / 4), 16);
        var code = new StringBuilder(CODE_LENGTH);
        for (var place = CODE_LENGTH - 1; place >= 0; place--) {
            var letter = bits.shiftRight(place * BITS_PER_LETTER).intValue() & (CODE_LETTERS.length() - 1);
            code.append(CODE_LETTERS.charAt(letter));
        }
        return code.toString();
    }
}
