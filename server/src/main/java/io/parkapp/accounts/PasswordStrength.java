package io.parkapp.accounts;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.StandardKeyboards;
import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.ZxcvbnBuilder;
import io.parkapp.platform.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Refuses passwords that are quickly guessed: by their length, by a list of common ones, and by an estimate of the
/// guesses an attacker with dictionaries needs. No rules about capitals and digits: they make passwords worse.
@Component
class PasswordStrength {
    static final int LENGTH_MIN = 8;
    static final int LENGTH_MAX = 128;

    /// The estimate takes ever longer with the length, and whoever is strong by then is strong.
    private static final int ESTIMATED_LENGTH_MAX = 24;

    /// What a limited online attack cannot get through in years.
    private static final double GUESSES_MIN = 1e8;

    private static final int PERSONAL_WORD_LENGTH_MIN = 3;
    private static final String ADVICE =
            "is too easy to guess: use a sentence or several unrelated words, and nothing of your name or e-mail address";

    /// The dictionaries take many megabytes, and few requests look at them: they go when memory is short.
    private SoftReference<Zxcvbn> remembered = new SoftReference<>(null);

    /// @param personal words that others know about this person
    void require(String field, String password, String... personal) {
        var length = password.codePointCount(0, password.length());
        if (length < LENGTH_MIN || length > LENGTH_MAX) {
            throw Refusal.field(
                    AccountsRefusal.WEAK_PASSWORD,
                    field,
                    "must have " + LENGTH_MIN + " to " + LENGTH_MAX + " characters");
        }
        var strength = estimate(password, words(personal));
        if (isCommon(strength)) {
            throw Refusal.field(
                    AccountsRefusal.WEAK_PASSWORD,
                    field,
                    "is one of the most common passwords: use a sentence or several unrelated words");
        }
        if (strength.getGuesses() < GUESSES_MIN) {
            throw Refusal.field(AccountsRefusal.WEAK_PASSWORD, field, ADVICE);
        }
    }

    private Strength estimate(String password, List<String> personal) {
        var looked = password.length() <= ESTIMATED_LENGTH_MAX ? password : password.substring(0, ESTIMATED_LENGTH_MAX);
        return estimator().measure(looked, personal);
    }

    private static boolean isCommon(Strength strength) {
        return strength.getSequence().size() == 1
                && StandardDictionaries.PASSWORDS.equals(strength.getSequence().getFirst().dictionaryName);
    }

    private synchronized Zxcvbn estimator() {
        var known = remembered.get();
        if (known != null) {
            return known;
        }
        try {
            var estimator = new ZxcvbnBuilder()
                    .dictionaries(StandardDictionaries.loadAllDictionaries())
                    .keyboards(StandardKeyboards.loadAllKeyboards())
                    .build();
            remembered = new SoftReference<>(estimator);
            return estimator;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
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
}
