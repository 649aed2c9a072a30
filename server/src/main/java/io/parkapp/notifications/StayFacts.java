package io.parkapp.notifications;

import io.parkapp.values.LocalTimes;
import io.parkapp.values.Money;
import io.parkapp.values.MoneyText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A reservation as it was when something happened to it, as [AnnouncementRepository] writes it down.
///
/// @param number as people say it
/// @param lateRefundPercent what comes back of a cancellation after `freeUntil`
record StayFacts(
        String number,
        String lotName,
        String lotAddress,
        String timeZone,
        @Nullable String entryNotes,
        String spotLabel,
        String levelName,
        String plate,
        Instant from,
        Instant until,
        @Nullable Instant holdUntil,
        Instant freeUntil,
        int lateRefundPercent,
        boolean paidAhead,
        long priceMinor,
        long paidMinor,
        long refundedMinor,
        long owedMinor,
        String currency) {

    String when() {
        var times = times();
        return times.span(from, until) + " (" + times.zoneName(from) + ")";
    }

    /// For where there is little room.
    String span() {
        return times().span(from, until);
    }

    LocalTimes times() {
        return new LocalTimes(timeZone);
    }

    String spot() {
        return spotLabel + ", " + levelName;
    }

    String price() {
        return text(priceMinor);
    }

    /// Money of the reservation's currency as people read it.
    String text(long amountMinor) {
        return MoneyText.of(Money.of(amountMinor, currency));
    }
}
