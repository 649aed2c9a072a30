package io.parkapp.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "\"de-AT,de;q=0.9,en;q=0.8\"; de",
                "\"nl,fr-CA;q=0.7,en;q=0.3\"; fr",
                "\"en;q=0.2,es-MX;q=0.9\"; es",
                "hi-IN; hi",
                "nl; en",
                "*; en",
                "\"d€,;;q=\"; en",
                "\"de;q=high\"; en",
                "; en",
            })
    void of_what_a_browser_asks_for_the_best_one_is_taken(String header, String tag) {
        assertThat(Language.accepted(header).tag()).isEqualTo(tag);
    }
}
