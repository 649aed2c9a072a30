package io.parkapp.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;

/// A language that documents are written in.
public enum Language {
    ENGLISH("en"),
    GERMAN("de"),
    FRENCH("fr"),
    SPANISH("es"),
    HINDI("hi");

    /// Of a header: no browser sends as much.
    private static final int ACCEPTED_LENGTH_MAX = 500;

    private static final List<Locale> LOCALES =
            Arrays.stream(values()).map(each -> Locale.of(each.tag)).toList();

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /// As BCP 47 has it: `de`.
    @JsonValue
    public String tag() {
        return tag;
    }

    @JsonCreator
    public static Language of(String tag) {
        return Arrays.stream(values())
                .filter(each -> each.tag.equals(tag))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be en, de, fr, es or hi"));
    }

    /// The best one for whoever sends this `Accept-Language`; English where none fits.
    public static Language accepted(@Nullable String header) {
        if (header == null || header.isBlank() || header.length() > ACCEPTED_LENGTH_MAX) {
            return ENGLISH;
        }
        try {
            var fitting = Locale.lookup(LanguageRange.parse(header), LOCALES);
            return fitting == null ? ENGLISH : of(fitting.getLanguage());
        } catch (IllegalArgumentException malformed) {
            return ENGLISH;
        }
    }

    public ULocale locale() {
        return new ULocale(tag);
    }
}
