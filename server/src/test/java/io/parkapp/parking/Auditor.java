package io.parkapp.parking;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.lots.Lots;
import io.parkapp.parking.ReservationRepository.Filter;
import io.parkapp.pricing.PriceLine;
import io.parkapp.tariffs.Tariffs;
import io.parkapp.values.Money;
import io.parkapp.values.TimeWindow;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.test.context.TestComponent;

/// Asks the rules of parking of every reservation there is whether it could have come about by them.
@TestComponent
public class Auditor {
    private static final int ALL = 1_000_000;

    private final ReservationRepository repository;
    private final Lots lots;
    private final Tariffs tariffs;

    Auditor(ReservationRepository repository, Lots lots, Tariffs tariffs) {
        this.repository = repository;
        this.lots = lots;
        this.tariffs = tariffs;
    }

    /// What was captured is owed or refunded, and the price is exact.
    ///
    /// @param moreThan so many reservations
    public void assertBooksAreRight(int moreThan) {
        var history = repository.list(new Filter(null, null, null, null, List.of(), null, null, null, null, null, ALL));
        assertThat(history).hasSizeGreaterThan(moreThan).allSatisfy(each -> {
            assertThat(each.captured()).isEqualTo(each.owed().plus(each.refunded()));
            assertThat(each.price()).isEqualTo(exactPrice(each));
            assertThat(each.lines().stream().map(PriceLine::amount).reduce(each.nothing(), Money::plus))
                    .isEqualTo(each.price());
            var cancelled = each.cancelledAt();
            if (cancelled != null) {
                assertThat(each.kept()).isEqualTo(rightlyKept(each, cancelled));
            }
        });
    }

    private Money exactPrice(Reservation it) {
        var accepted = priceOf(it, it.window());
        var left = it.checkedOutAt();
        if (left == null) {
            return accepted;
        }
        var price = priceOf(it, it.chargedIfLeaving(left));
        return it.driveUp() ? price : price.atLeast(accepted);
    }

    private Money priceOf(Reservation it, TimeWindow window) {
        var lot = lots.find(it.place().lotId()).orElseThrow();
        return tariffs.reprice(
                        it.tariffVersionId(), lot, it.kind(), window, io.parkapp.tariffs.Tariffs.Circumstances.UNKNOWN)
                .price();
    }

    private static Money rightlyKept(Reservation it, Instant cancelled) {
        return !it.isPaidWhenReserving() || !cancelled.isAfter(it.freeUntil())
                ? it.nothing()
                : it.price().minus(it.price().percent(it.lateRefundPercent()));
    }
}
