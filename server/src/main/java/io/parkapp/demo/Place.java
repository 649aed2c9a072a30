package io.parkapp.demo;

import io.parkapp.lots.ClosureRequest;
import io.parkapp.lots.LotRequest;
import io.parkapp.lots.SpotKind;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A lot to make, and how it is used.
record Place(LotRequest lot, List<PriceList> tariffs, List<Shut> closures, List<Demand> demands) {

    /// @param inDays from when it holds, counted from today
    record PriceList(int inDays, List<Rate> rates) {}

    /// Named as in the documents that tariffs keep.
    record Rate(
            @Nullable List<SpotKind> kinds,
            int unitMinutes,
            long unitPriceMinor,
            @Nullable Integer freeMinutes,
            @Nullable Long dailyCapMinor) {}

    /// @param inDays on which day, counted from today
    record Shut(int inDays, LocalTime from, LocalTime until, String reason) {
        ClosureRequest on(LocalDate day, ZoneId zone) {
            return new ClosureRequest(
                    day.atTime(from).atZone(zone).toInstant(),
                    day.atTime(until).atZone(zone).toInstant(),
                    reason);
        }
    }

    /// @param perSpot how many come on an ordinary day, for each spot of the lot
    record Demand(Habit habit, double perSpot) {}
}
