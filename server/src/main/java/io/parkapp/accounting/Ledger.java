package io.parkapp.accounting;

import io.parkapp.accounting.Books.Span;
import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.parking.ReservationNumber;
import io.parkapp.platform.Cursor;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Page;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The ledger row by row, for whoever looks for one of them.
@Service
class Ledger {
    private final LedgerRepository repository;
    private final Books books;
    private final Clock clock;

    Ledger(LedgerRepository repository, Books books, Clock clock) {
        this.repository = repository;
        this.books = books;
        this.clock = clock;
    }

    /// What asks for a list; null where it does not matter.
    ///
    /// @param from a day of the lot's calendar; of UTC for what has no lot
    /// @param until included
    /// @param account on either side
    /// @param reservation its number as people write it
    record Wanted(
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable LedgerAccount account,
            @Nullable LedgerEvent event,
            @Nullable String reservation,
            @Nullable UUID lotId) {}

    /// The newest first. Without days: all of one reservation, else the last [Books#DAYS_MAX].
    ///
    /// @throws Refusal NOT_FOUND; with the field, for days that are none and numbers that are none
    @Transactional(readOnly = true)
    public Page<LedgerTransfer> list(Caller caller, UUID operator, Wanted wanted, int limit, @Nullable String cursor) {
        caller.requireOrHide(Permission.REPORTS_READ, operator);
        var reservation = number(wanted.reservation());
        var span = reservation != null && wanted.from() == null && wanted.until() == null ? null : span(wanted);
        if (span != null) {
            books.requireReadable(caller, operator, span);
        }
        var after = Cursor.parse(cursor, 2);
        var rows = repository.list(new LedgerRepository.Filter(
                operator,
                span,
                wanted.account(),
                wanted.event(),
                reservation,
                wanted.lotId(),
                after == null ? null : after.instant(0),
                after == null ? null : after.id(1),
                limit + 1));
        return Page.of(rows, limit, last -> Cursor.after(last.at(), last.id()));
    }

    /// Of one end alone, as many days as may be asked for.
    private Span span(Wanted wanted) {
        var from = wanted.from();
        var until = wanted.until();
        if (from == null) {
            var last =
                    until == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.MAX) : Books.known("until", until);
            return new Span(last.minusDays(Books.DAYS_MAX - 1), last);
        }
        var first = Books.known("from", from);
        return new Span(first, until == null ? first.plusDays(Books.DAYS_MAX - 1) : Books.known("until", until));
    }

    private static @Nullable Long number(@Nullable String written) {
        if (written == null || written.isBlank()) {
            return null;
        }
        var number = ReservationNumber.in(written);
        if (number.isEmpty()) {
            throw Refusal.field("reservation", "must be the number of a reservation, like P100042");
        }
        return number.getAsLong();
    }
}
