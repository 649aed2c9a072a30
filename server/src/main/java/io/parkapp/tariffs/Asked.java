package io.parkapp.tariffs;

import io.parkapp.platform.Refusal;
import io.parkapp.pricing.Faults;
import io.parkapp.pricing.Pricing;
import io.parkapp.pricing.Tariff;
import io.parkapp.values.Money;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What requests for prices have in common: a tariff with its place, or a lot.
final class Asked {
    private Asked() {}

    record Priced(Pricing pricing, ZoneId zone, String currency) {}

    record Place(
            @Nullable UUID lotId,
            @Nullable Tariff tariff,
            @Nullable String timeZone,
            @Nullable String currency) {
        Place {
            if ((lotId == null) == (tariff == null)) {
                throw Refusal.field("tariff", "must be there, or lotId instead of it");
            }
            if (lotId != null && timeZone != null) {
                throw Refusal.field("timeZone", "goes with a tariff: a lot has its own");
            }
            if (lotId != null && currency != null) {
                throw Refusal.field("currency", "goes with a tariff: a lot has its own");
            }
        }

        Priced drafted() {
            var zone = Asked.zone(timeZone, "timeZone");
            var money = Asked.currency(currency, "currency");
            var draft = java.util.Objects.requireNonNull(tariff);
            var faults = Faults.of(draft, "tariff", money);
            if (!faults.isEmpty()) {
                throw Refusal.fields(faults);
            }
            return new Priced(Pricing.of(draft), zone, money);
        }
    }

    static ZoneId zone(@Nullable String text, String field) {
        try {
            if (text != null) {
                return ZoneId.of(text);
            }
        } catch (DateTimeException unknown) {
            // Said below.
        }
        throw Refusal.field(field, "must be a time zone, as Europe/Berlin");
    }

    static String currency(@Nullable String text, String field) {
        if (text == null || !Money.isCurrency(text)) {
            throw Refusal.field(field, "must be a currency of ISO 4217, as EUR");
        }
        return text;
    }

    static Set<String> set(@Nullable List<String> list) {
        return list == null ? Set.of() : Set.copyOf(list);
    }
}
