package io.parkapp.platform;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where a page of a list ended: the sort values of its last row. Opaque to clients, yet not secret and not trusted.
public record Cursor(List<String> values) {
    private static final String SEPARATOR = "\n";

    public static String after(Object... values) {
        var text = Arrays.stream(values).map(String::valueOf).collect(Collectors.joining(SEPARATOR));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// @return null where no cursor was given: the first page
    public static @Nullable Cursor parse(@Nullable String text, int parts) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            var decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var values = List.of(decoded.split(SEPARATOR, -1));
            if (values.size() == parts) {
                return new Cursor(values);
            }
        } catch (IllegalArgumentException notBase64) {
            // Refused below, like a cursor of another list.
        }
        throw invalid();
    }

    public UUID id(int index) {
        return part(index, UUID::fromString);
    }

    public Instant instant(int index) {
        return part(index, text -> Storable.time(Instant.parse(text)));
    }

    public LocalDate day(int index) {
        return part(index, text -> Storable.day(LocalDate.parse(text)));
    }

    public double number(int index) {
        return part(index, Double::parseDouble);
    }

    public long whole(int index) {
        return part(index, Long::parseLong);
    }

    public String text(int index) {
        return part(index, Storable::text);
    }

    private <T> T part(int index, Function<String, T> parse) {
        try {
            return parse.apply(values.get(index));
        } catch (RuntimeException notOurs) {
            throw invalid();
        }
    }

    private static Refusal invalid() {
        return Refusal.field("cursor", "must be the nextCursor of this same list");
    }
}
