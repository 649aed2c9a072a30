package io.parkapp.receipts;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.ibm.icu.text.MessageFormat;
import io.parkapp.values.Language;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;

/// What receipts and credit notes say in one language: a table of texts, `receipts/de.properties`. All are read when
/// the
/// first receipt is printed.
final class Words {
    private static final Map<Language, Words> ALL =
            Arrays.stream(Language.values()).collect(toUnmodifiableMap(each -> each, Words::new));

    private final Language language;
    private final Properties patterns;

    private Words(Language language) {
        this.language = language;
        this.patterns = new Properties();
        var table = new ClassPathResource("receipts/" + language.tag() + ".properties");
        try (var reader = new InputStreamReader(table.getInputStream(), StandardCharsets.UTF_8)) {
            patterns.load(reader);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static Words of(Language language) {
        return requireNonNull(ALL.get(language));
    }

    Language language() {
        return language;
    }

    Set<String> keys() {
        return patterns.stringPropertyNames();
    }

    boolean has(String key) {
        return patterns.containsKey(key);
    }

    String say(String key) {
        return say(key, Map.of());
    }

    /// With each value in the place that has its name.
    String say(String key, String name, Object value) {
        return say(key, Map.of(name, value));
    }

    String say(String key, Map<String, ?> values) {
        return new MessageFormat(pattern(key), language.locale()).format(values);
    }

    String pattern(String key) {
        var pattern = patterns.getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no text in " + language + " for " + key);
        }
        return pattern;
    }
}
