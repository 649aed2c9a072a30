package io.parkapp.accounts;

import io.parkapp.platform.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import me.gosimple.nbvcxz.resources.Dictionary;
import me.gosimple.nbvcxz.resources.DictionaryBuilder;
import org.springframework.stereotype.Component;

/// Refuses passwords that are quickly guessed: by their length, by a list of common ones, and by an estimate of the
/// guesses an attacker with dictionaries needs. No rules about capitals and digits: they make passwords worse.
@Component
class PasswordStrength {
    static final int LENGTH_MIN = 8;
    static final int LENGTH_MAX = 128;

    /// The estimate takes ever longer with the length, and whoever is strong by then is strong.
    private static final int ESTIMATED_LENGTH_MAX = 24;

    /// Of guesses by their power of two: what a limited online attack cannot get through in years.
    private static final double GUESSES_MIN_BITS = 26;

    private static final String COMMON = "/dictionaries/passwords.txt";
    private static final int PERSONAL_WORD_LENGTH_MIN = 3;
    private static final String ADVICE =
            "is too easy to guess: use a sentence or several unrelated words, and nothing of your name or e-mail address";

    private final Set<String> common = commonPasswords();
    private final List<Dictionary> dictionaries = ConfigurationBuilder.getDefaultDictionaries();

    /// @param personal words that others know about this person
    void require(String field, String password, String... personal) {
        var length = password.codePointCount(0, password.length());
        if (length < LENGTH_MIN || length > LENGTH_MAX) {
            throw Refusal.field(
                    AccountsRefusal.WEAK_PASSWORD,
                    field,
                    "must have " + LENGTH_MIN + " to " + LENGTH_MAX + " characters");
        }
        if (common.contains(password.toLowerCase(Locale.ROOT))) {
            throw Refusal.field(
                    AccountsRefusal.WEAK_PASSWORD,
                    field,
                    "is one of the most common passwords: use a sentence or several unrelated words");
        }
        if (guessBits(password, words(personal)) < GUESSES_MIN_BITS) {
            throw Refusal.field(AccountsRefusal.WEAK_PASSWORD, field, ADVICE);
        }
    }

    private double guessBits(String password, List<String> personal) {
        var withPersonal = new ArrayList<>(dictionaries);
        withPersonal.add(new DictionaryBuilder()
                .setDictionaryName("personal")
                .setExclusion(true)
                .addWords(personal, 0)
                .createDictionary());
        var configuration = new ConfigurationBuilder()
                .setDictionaries(withPersonal)
                .setLocale(Locale.ROOT)
                .createConfiguration();
        var looked = password.length() <= ESTIMATED_LENGTH_MAX ? password : password.substring(0, ESTIMATED_LENGTH_MAX);
        return new Nbvcxz(configuration).estimate(looked).getEntropy();
    }

    private static List<String> words(String... personal) {
        var words = new ArrayList<String>();
        for (var each : personal) {
            words.add(each);
            words.addAll(List.of(each.split("[^\\p{L}\\p{N}]+")));
        }
        words.add("parkapp");
        return words.stream()
                .filter(each -> each.length() >= PERSONAL_WORD_LENGTH_MIN)
                .toList();
    }

    private static Set<String> commonPasswords() {
        try (var file = Objects.requireNonNull(Nbvcxz.class.getResourceAsStream(COMMON), COMMON);
                var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(each -> each.split("\\s+", 2)[0].toLowerCase(Locale.ROOT))
                    .filter(each -> each.length() >= LENGTH_MIN)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
