package io.parkapp;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/// Runs like the real one until a test pushes it. Each class starts with the real time.
///
/// The scheduler pauses between two looks at its jobs until this clock has gone on by a second. A clock that was set
/// back by an hour would let it sleep for an hour, so it is woken at each change.
@TestComponent
@Primary
public class TestClock extends Clock {
    private final ObjectProvider<Scheduler> scheduler;
    private volatile Duration ahead = Duration.ZERO;

    /// @param scheduler asked for late, since it goes by this clock
    TestClock(ObjectProvider<Scheduler> scheduler) {
        this.scheduler = scheduler;
    }

    public void push(Duration by) {
        set(ahead.plus(by));
    }

    public void moveTo(Instant instant) {
        set(Duration.between(Instant.now(), instant));
    }

    public void reset() {
        set(Duration.ZERO);
    }

    private void set(Duration by) {
        ahead = by;
        scheduler.ifAvailable(Scheduler::triggerCheckForDueExecutions);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the clock of the tests is in UTC");
    }
}
