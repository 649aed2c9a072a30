package io.parkapp.accounting;

import io.parkapp.accounting.Proof.Check;
import io.parkapp.accounting.Proof.Claim;
import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.platform.Cursor;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// Proves each operator's days, once they are over and whenever somebody asks.
@Service
public class Proofs {
    static final int DIFFERENCES_MAX = 100;
    /// A server that was away for longer leaves the days before unproved; they can be asked for.
    static final int DAYS_BACK_MAX = 35;

    /// Somebody may have set a red day right.
    static final Duration RED_AGAIN_AFTER = Duration.ofHours(1);
    /// Somebody may have changed rows of a green day; of the last week it is noticed.
    static final int DAYS_WATCHED = 7;

    static final Duration GREEN_AGAIN_AFTER = Duration.ofDays(1);

    private static final int DUE_AT_ONCE_MAX = 50;
    private static final Logger LOG = LoggerFactory.getLogger(Proofs.class);

    private final ProofRepository repository;
    private final ProvedDayRepository days;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Proofs(ProofRepository repository, ProvedDayRepository days, ApplicationEventPublisher events, Clock clock) {
        this.repository = repository;
        this.days = days;
        this.events = events;
        this.clock = clock;
    }

    /// As the rows are now. Every statement sees the same moment.
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    Proof prove(Caller caller, UUID operator, LocalDate day) {
        caller.requireOrHide(Permission.REPORTS_READ, operator);
        if (Books.known("day", day).isAfter(LocalDate.ofInstant(clock.instant(), ZoneOffset.MAX))) {
            throw Refusal.field("day", "must not be in the future");
        }
        return prove(operator, day);
    }

    @Transactional(readOnly = true)
    Page<ProvedDayRepository.Kept> list(
            Caller caller, UUID operator, @Nullable Boolean green, int limit, @Nullable String cursor) {
        caller.requireOrHide(Permission.REPORTS_READ, operator);
        var after = Cursor.parse(cursor, 1);
        var before = after == null ? null : after.day(0);
        return Page.of(days.kept(operator, green, before, limit + 1), limit, last -> Cursor.after(last.day()));
    }

    /// Proves the days that are over, a few at once, and those again that may have changed. Whoever may read the books
    /// hears of a day that turns red.
    ///
    /// @return how many; none means that all are proved for now
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    public int proveDue() {
        var due = days.due(
                clock.instant(), DAYS_BACK_MAX, RED_AGAIN_AFTER, DAYS_WATCHED, GREEN_AGAIN_AFTER, DUE_AT_ONCE_MAX);
        for (var each : due) {
            var proof = prove(each.operatorId(), each.day());
            days.keep(proof).ifPresent(alarm -> {
                LOG.error("{} of operator {} does not add up: {}", each.day(), each.operatorId(), proof.checks());
                events.publishEvent(new DayTurnedRed(alarm, each.operatorId(), each.day(), proof.broken()));
            });
        }
        return due.size();
    }

    private Proof prove(UUID operator, LocalDate day) {
        var checks = Arrays.stream(Claim.values())
                .map(claim -> check(claim, operator, day))
                .toList();
        return Proof.of(operator, day, clock.instant(), checks);
    }

    private Check check(Claim claim, UUID operator, LocalDate day) {
        var figures = repository.figures(claim, operator, day);
        var differences = repository.differences(claim, operator, day, DIFFERENCES_MAX);
        var continues = claim != Claim.CARS
                || days.insideAfter(operator, day.minusDays(1))
                        .map(before -> Objects.equals(before, figures.getFirst().count()))
                        .orElse(true);
        return new Check(claim, differences.isEmpty() && continues, figures, differences);
    }
}
