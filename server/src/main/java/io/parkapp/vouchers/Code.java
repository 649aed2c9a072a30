package io.parkapp.vouchers;

import io.parkapp.pricing.Tariff;
import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A merchant's validation, or a promo code of the operator.
///
/// @param merchantId null: a promo code
/// @param value minutes, percent, or minor units of the currency
/// @param currency of an amount
/// @param lotIds where it holds; null: at all lots of the operator
/// @param used how many stays have it
@Schema(name = "VoucherCode")
record Code(
        UUID id,
        UUID operatorId,
        @Nullable UUID merchantId,
        @Schema(example = "Cinema Rex") @Nullable String merchantName,
        @Schema(example = "CINEMA-2H") String code,
        Kind kind,
        @Schema(example = "120") long value,
        @Schema(example = "EUR") @Nullable String currency,
        Instant validFrom,
        @Nullable Instant validUntil,
        @Nullable List<UUID> lotIds,
        @Nullable Integer usesMax,
        @Nullable Integer usesPerAccountMax,
        int used,
        Instant createdAt) {
    private static final Pattern FORM = Pattern.compile("[A-Z0-9-]{4,40}");

    @Schema(name = "VoucherKind")
    enum Kind {
        MINUTES,
        PERCENT,
        AMOUNT
    }

    /// As people type it, in the form that is stored; empty for what can be no code.
    static Optional<String> written(String typed) {
        var code = typed.strip().toUpperCase(Locale.ROOT);
        return Optional.of(code).filter(each -> FORM.matcher(each).matches());
    }

    /// Free minutes are taken from the beginning of the stay.
    Voucher voucher() {
        var name = merchantName == null ? code : merchantName;
        return new Voucher(
                id,
                code,
                switch (kind) {
                    case MINUTES ->
                        new Tariff.Discount(name, null, Math.toIntExact(value), Tariff.End.START, null, null, null);
                    case PERCENT -> new Tariff.Discount(name, null, null, null, BigDecimal.valueOf(value), null, null);
                    case AMOUNT -> Voucher.amountOff(name, Money.of(value, currency == null ? "EUR" : currency));
                });
    }

    boolean holdsIn(String lotCurrency) {
        return currency == null || currency.equals(lotCurrency);
    }
}
