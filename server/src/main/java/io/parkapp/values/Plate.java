package io.parkapp.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// A number plate as cameras and people compare it: capitals and digits only, so that "b-pk 123" and "BPK123" are one
/// car. Two to twelve letters or digits of any script.
public record Plate(@JsonValue String text) {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\-.·_]+");
    private static final Pattern VALID = Pattern.compile("[\\p{L}\\p{N}]{2,12}");

    @JsonCreator
    public Plate {
        text = SEPARATORS
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("")
                .toUpperCase(Locale.ROOT);
        if (!VALID.matcher(text).matches()) {
            throw new IllegalArgumentException("must have 2 to 12 letters or digits");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
