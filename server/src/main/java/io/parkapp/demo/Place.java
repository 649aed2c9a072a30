package io.parkapp.demo;

import io.parkapp.lots.ClosureRequest;
import io.parkapp.lots.LotRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/// A lot to make, and how it is used.
record Place(LotRequest lot, List<PriceList> tariffs, List<Shut> closures, List<Demand> demands) {

    /// @param inDays from when it holds, counted from today
    /// @param tariff the name of its document in `demo/tariffs`
    record PriceList(int inDays, String tariff) {
        String document() {
            try {
                return new ClassPathResource("demo/tariffs/" + tariff + ".json")
                        .getContentAsString(StandardCharsets.UTF_8);
            } catch (IOException missing) {
                throw new UncheckedIOException(missing);
            }
        }
    }

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
