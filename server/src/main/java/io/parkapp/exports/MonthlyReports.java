package io.parkapp.exports;

import static io.parkapp.accounts.Permission.REPORTS_READ;

import io.parkapp.accounts.AccountErased;
import io.parkapp.accounts.Caller;
import io.parkapp.exports.ExportRepository.Row;
import io.parkapp.exports.ExportRepository.Wanted;
import io.parkapp.exports.MonthlyWishRepository.Due;
import io.parkapp.lots.Lots;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.statements.MonthlyStatements;
import java.io.OutputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Reports of a month: for whoever asks, and each month for those who want that.
@Service
class MonthlyReports {
    /// By the clock where each person is, on the first of the month after.
    static final LocalTime MADE_AT = LocalTime.of(8, 0);

    /// At a time, so that those who are due at the same moment are no spike.
    static final int DUE_AT_ONCE_MAX = 200;

    private final MonthlyWishRepository wishes;
    private final Exports exports;
    private final MonthlyStatements statements;
    private final Lots lots;
    private final JsonMapper json;
    private final Clock clock;

    MonthlyReports(
            MonthlyWishRepository wishes,
            Exports exports,
            MonthlyStatements statements,
            Lots lots,
            JsonMapper json,
            Clock clock) {
        this.wishes = wishes;
        this.exports = exports;
        this.statements = statements;
        this.lots = lots;
        this.json = json;
        this.clock = clock;
    }

    /// The month under way too, as far as it has come.
    ///
    /// @throws Refusal with the field; EXPORTS_RUNNING, EXPORTS_OF_TODAY
    @Transactional
    Export ask(Caller caller, MonthlyReportRequest request) {
        var zone = request.timeZone() == null ? zoneOf(caller.account()) : zone(request.timeZone());
        MonthlyStatements.requirePast(
                request.month(), YearMonth.from(clock.instant().atZone(zone)));
        if (request.isOfOperator()) {
            requireReadable(caller, request);
            return exports.ask(caller, operatorsMonth(request));
        }
        return exports.ask(caller, wanted(request.month(), zone));
    }

    private void requireReadable(Caller caller, MonthlyReportRequest request) {
        if (request.lotId() != null) {
            var lot = lots.find(request.lotId()).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
            caller.requireOrHide(REPORTS_READ, lot.operatorId());
        }
        if (request.operatorId() != null) {
            caller.requireOrHide(REPORTS_READ, request.operatorId());
        }
    }

    private Wanted operatorsMonth(MonthlyReportRequest request) {
        return new Wanted(
                ExportKind.OPERATOR_REPORT,
                ExportFormat.PDF,
                json.writeValueAsString(request),
                "car-parks-" + request.month() + ".pdf",
                request.month());
    }

    @Transactional(readOnly = true)
    MonthlyWish wish(Caller caller) {
        return wishes.find(caller.account())
                .map(each -> new MonthlyWish(true, each.timeZone(), each.dueAt()))
                .orElseGet(() -> new MonthlyWish(false, zoneOf(caller.account()).getId(), null));
    }

    /// @param timeZone null for the one that it was, or else of the lot that they used last
    /// @throws Refusal with the field, for a zone that is none
    @Transactional
    MonthlyWish change(Caller caller, boolean wanted, @Nullable String timeZone) {
        if (wanted) {
            var zone = timeZone == null ? zoneOf(caller.account()) : zone(timeZone);
            wishes.put(caller.account(), zone.getId(), nextDue(clock.instant(), zone));
        } else {
            wishes.delete(caller.account());
        }
        return wish(caller);
    }

    /// Asks for the reports of those whose first of the month has come, each in one transaction with the moving on of
    /// its date: a kill leaves both or neither, and no month is left out, however long nothing ran.
    ///
    /// @return how many were due
    @Transactional
    public int scheduleDue() {
        var due = wishes.lockDue(clock.instant(), DUE_AT_ONCE_MAX);
        due.forEach(this::schedule);
        return due.size();
    }

    void write(Row row, Caller caller, OutputStream out) {
        var request = json.readValue(row.request(), MonthlyReportRequest.class);
        if (request.isOfOperator()) {
            statements.writeOperator(caller, request.operatorId(), request.lotId(), request.month(), out);
            return;
        }
        statements.writeDriver(caller.account(), request.month(), zone(request.timeZone()), out);
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void erased(AccountErased erased) {
        wishes.delete(erased.account());
    }

    /// The first of a month at eight that comes after `after`.
    static Instant nextDue(Instant after, ZoneId zone) {
        var month = YearMonth.from(after.atZone(zone));
        var here = dueIn(month, zone);
        return here.isAfter(after) ? here : dueIn(month.plusMonths(1), zone);
    }

    private static Instant dueIn(YearMonth month, ZoneId zone) {
        return month.atDay(1).atTime(MADE_AT).atZone(zone).toInstant();
    }

    private void schedule(Due due) {
        var zone = zone(due.timeZone());
        var month = YearMonth.from(due.dueAt().atZone(zone)).minusMonths(1);
        exports.schedule(due.account(), wanted(month, zone));
        wishes.postpone(due.account(), nextDue(due.dueAt(), zone));
    }

    private Wanted wanted(YearMonth month, ZoneId zone) {
        var request = json.writeValueAsString(new MonthlyReportRequest(month, zone.getId(), null, null));
        return new Wanted(ExportKind.MONTHLY_REPORT, ExportFormat.PDF, request, "parking-" + month + ".pdf", month);
    }

    private ZoneId zoneOf(UUID account) {
        return wishes.find(account)
                .map(Due::timeZone)
                .or(() -> wishes.lastZone(account))
                .map(MonthlyReports::zone)
                .orElse(ZoneId.of("UTC"));
    }

    private static ZoneId zone(@Nullable String id) {
        try {
            return ZoneId.of(String.valueOf(id));
        } catch (DateTimeException unknown) {
            throw Refusal.field("timeZone", "must be a time zone like Europe/Berlin");
        }
    }
}
