package io.parkapp.accounting;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.TableWriter;
import io.parkapp.values.Money;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What accountants take away, for a span of days of the lots' calendars, both included.
@Service
class Books {
    static final int DAYS_MAX = 366;

    /// Days of other years are slips of the keyboard.
    static final int YEAR_MIN = 2000;

    static final int YEAR_MAX = 9999;

    private static final List<String> JOURNAL = List.of(
            "Day",
            "Time",
            "Event",
            "Account",
            "Account name",
            "Detail",
            "Debit",
            "Credit",
            "Currency",
            "Car park",
            "Reservation",
            "Source");
    private static final List<String> TAX = List.of("Tax", "Percent", "Net", "Tax amount", "Gross", "Currency");
    private static final List<String> CLEARING =
            List.of("Provider", "Day", "Captured", "Given back", "Net", "Currency");

    private static final List<String> PAYOUTS = List.of(
            "Day (UTC)",
            "Provider",
            "Payout",
            "Arrives",
            "Line",
            "Kind",
            "State",
            "Reservation",
            "Expected",
            "Amount",
            "Fee",
            "Net",
            "Currency");

    private final BooksRepository repository;

    Books(BooksRepository repository) {
        this.repository = repository;
    }

    /// JOURNAL: every entry of the ledger, for each transfer a line for each side. TAX: what was billed, by rate.
    /// PROVIDERS: what they took and gave back by day. PAYOUTS: what they paid out, line by line.
    enum Book {
        JOURNAL("Journal"),
        TAX("Tax"),
        PROVIDERS("Providers"),
        PAYOUTS("Payouts");

        private final String title;

        Book(String title) {
            this.title = title;
        }

        String fileName() {
            return title.toLowerCase(Locale.ROOT);
        }
    }

    record Span(LocalDate from, LocalDate until) {}

    /// @throws Refusal NOT_FOUND; with the field, for days that are none
    void requireReadable(Caller caller, UUID operator, Span span) {
        caller.requireOrHide(Permission.REPORTS_READ, operator);
        if (known("until", span.until()).isBefore(known("from", span.from()))) {
            throw Refusal.field("until", "must not be before from");
        }
        if (ChronoUnit.DAYS.between(span.from(), span.until()) >= DAYS_MAX) {
            throw Refusal.field("until", "must be less than " + DAYS_MAX + " days after from");
        }
    }

    /// @param field whose day it is, to whoever is refused
    static LocalDate known(String field, LocalDate day) {
        if (day.getYear() < YEAR_MIN || day.getYear() > YEAR_MAX) {
            throw Refusal.field(field, "must be of a year from " + YEAR_MIN + " to " + YEAR_MAX);
        }
        return day;
    }

    @Transactional(readOnly = true)
    public void write(Book book, UUID operator, Span span, TableWriter.Format format, OutputStream out) {
        var header = switch (book) {
            case JOURNAL -> JOURNAL;
            case TAX -> TAX;
            case PROVIDERS -> CLEARING;
            case PAYOUTS -> PAYOUTS;
        };
        try (var table = TableWriter.open(format, out, book.title, header)) {
            switch (book) {
                case JOURNAL -> writeJournal(operator, span, table);
                case TAX -> writeTax(operator, span, table);
                case PROVIDERS -> writeClearing(operator, span, table);
                case PAYOUTS -> writePayouts(operator, span, table);
            }
        }
    }

    @Transactional(readOnly = true)
    public List<TaxLine> tax(UUID operator, Span span) {
        return repository.tax(operator, span);
    }

    @Transactional(readOnly = true)
    public List<ClearingLine> clearing(UUID operator, Span span) {
        return repository.clearing(operator, span);
    }

    private void writeJournal(UUID operator, Span span, TableWriter table) {
        repository.journal(
                operator,
                span,
                line -> table.row(
                        line.day(),
                        line.time(),
                        line.event(),
                        line.account(),
                        line.accountName(),
                        line.part(),
                        line.debitMinor() == 0 ? null : major(line.debitMinor(), line.currency()),
                        line.creditMinor() == 0 ? null : major(line.creditMinor(), line.currency()),
                        line.currency(),
                        line.lot(),
                        line.reservation(),
                        line.source()));
    }

    private void writeTax(UUID operator, Span span, TableWriter table) {
        for (var line : repository.tax(operator, span)) {
            var currency = line.gross().currency();
            table.row(
                    line.name(),
                    line.percent() == null ? null : new BigDecimal(line.percent()),
                    major(line.net().amountMinor(), currency),
                    major(line.tax().amountMinor(), currency),
                    major(line.gross().amountMinor(), currency),
                    currency);
        }
    }

    private void writeClearing(UUID operator, Span span, TableWriter table) {
        for (var line : repository.clearing(operator, span)) {
            var currency = line.captured().currency();
            table.row(
                    line.provider(),
                    line.day(),
                    major(line.captured().amountMinor(), currency),
                    major(line.refunded().amountMinor(), currency),
                    major(line.captured().minus(line.refunded()).amountMinor(), currency),
                    currency);
        }
    }

    private void writePayouts(UUID operator, Span span, TableWriter table) {
        repository.payouts(
                operator,
                span,
                line -> table.row(
                        line.day(),
                        line.provider(),
                        line.payout(),
                        line.arrivesOn(),
                        line.line(),
                        line.kind(),
                        line.state(),
                        line.reservation(),
                        line.expectedMinor() == null ? null : major(line.expectedMinor(), line.currency()),
                        major(line.amountMinor(), line.currency()),
                        major(line.feeMinor(), line.currency()),
                        major(line.amountMinor() - line.feeMinor(), line.currency()),
                        line.currency()));
    }

    private static BigDecimal major(long minor, String currency) {
        return Money.of(minor, currency).major();
    }
}
