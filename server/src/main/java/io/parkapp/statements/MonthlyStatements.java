package io.parkapp.statements;

import io.parkapp.accounts.Caller;
import io.parkapp.platform.Refusal;
import io.parkapp.reports.Reports;
import java.io.OutputStream;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Writes monthly reports as PDF.
@Service
public class MonthlyStatements {
    /// In one report: a fleet rather than a driver has more.
    static final int STAYS_MAX = 5_000;

    /// The earliest month that anything was recorded in.
    public static final YearMonth FIRST = YearMonth.of(2000, 1);

    private final StayRepository stays;
    private final Reports reports;

    MonthlyStatements(StayRepository stays, Reports reports) {
        this.stays = stays;
        this.reports = reports;
    }

    /// @param zone by whose calendar the month is meant
    @Transactional(readOnly = true)
    public void writeDriver(UUID account, YearMonth month, ZoneId zone, OutputStream out) {
        var now = read(account, month, zone);
        var before = read(account, month.minusMonths(1), zone);
        new DriverMonthPage(new DriverMonth(stays.nameOf(account), month, zone, now, before), out).write();
    }

    /// @param operatorId null for all whose reports the caller may read, or that of the lot
    /// @param lotId null for all
    /// @throws Refusal NOT_FOUND for what the caller may not see
    @Transactional(readOnly = true)
    public void writeOperator(
            Caller caller, @Nullable UUID operatorId, @Nullable UUID lotId, YearMonth month, OutputStream out) {
        new OperatorMonthPage(new OperatorMonth(month, reports.month(caller, operatorId, lotId, month)), out).write();
    }

    /// @throws Refusal with the field, for a month that is to come or before there were any
    public static void requirePast(YearMonth month, YearMonth now) {
        if (month.isBefore(FIRST) || month.isAfter(now)) {
            throw Refusal.field("month", "must be from " + FIRST + " to " + now);
        }
    }

    private List<Stay> read(UUID account, YearMonth month, ZoneId zone) {
        return stays.of(
                account,
                month.atDay(1).atStartOfDay(zone).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant(),
                STAYS_MAX);
    }
}
