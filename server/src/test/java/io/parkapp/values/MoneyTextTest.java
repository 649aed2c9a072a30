package io.parkapp.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1234567850; INR; ₹1,23,45,678.50",
                "123450; EUR; €1,234.50",
                "-500; EUR; -€5.00",
                "0; GBP; £0.00",
                "500; JPY; ¥500",
                "1234; KWD; KWD 1.234",
            })
    void money_is_written_as_where_its_currency_is_used(long amountMinor, String currency, String text) {
        assertThat(MoneyText.of(Money.of(amountMinor, currency)).replace('\u00a0', ' '))
                .isEqualTo(text);
    }
}
