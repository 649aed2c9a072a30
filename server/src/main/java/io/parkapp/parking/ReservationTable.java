package io.parkapp.parking;

import io.parkapp.accounts.Caller;
import io.parkapp.parking.Reservations.Wanted;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Table;
import io.parkapp.values.LocalTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The list of reservations as a file has it, with times as clocks at each lot show them.
@Service
public class ReservationTable {
    private static final List<String> HEADER = List.of(
            "Reservation",
            "Status",
            "Car park",
            "Address",
            "Level",
            "Spot",
            "Kind",
            "Plate",
            "From",
            "Until",
            "Checked in",
            "Checked out",
            "Cancelled",
            "Reserved",
            "Time zone",
            "Price",
            "Owed",
            "Paid",
            "Refunded",
            "Due",
            "Currency");
    private static final List<String> DRIVER = List.of("Driver", "E-mail");

    private final ReservationRepository repository;

    ReservationTable(ReservationRepository repository) {
        this.repository = repository;
    }

    /// With the filters of the list. Drivers are named where not all rows are the caller's own.
    ///
    /// @param all everybody's that the caller may see, rather than the caller's own
    /// @throws Refusal FORBIDDEN
    public Table of(
            Caller caller,
            List<ReservationStatus> statuses,
            @Nullable String text,
            @Nullable UUID lotId,
            @Nullable UUID spotId,
            @Nullable Instant from,
            @Nullable Instant until,
            boolean all) {
        var wanted = new Wanted(statuses, text, lotId, spotId, from, until, all);
        var filter = Reservations.filter(caller, wanted, null, null);
        var header = new ArrayList<>(HEADER);
        if (all) {
            header.addAll(DRIVER);
        }
        return new Table(
                "Reservations",
                List.copyOf(header),
                () -> repository.count(filter),
                sink -> repository.each(filter, each -> sink.row(cells(each, all))));
    }

    private static @Nullable Object[] cells(Reservation it, boolean withDriver) {
        var times = new LocalTimes(it.place().timeZone());
        var cells = new ArrayList<@Nullable Object>(HEADER.size() + DRIVER.size());
        cells.add(it.spokenNumber());
        cells.add(it.status());
        cells.add(it.place().lotName());
        cells.add(it.place().lotAddress());
        cells.add(it.place().levelName());
        cells.add(it.place().spotLabel());
        cells.add(it.kind());
        cells.add(it.plate());
        cells.add(times.stamp(it.window().from()));
        cells.add(times.stamp(it.window().until()));
        cells.add(times.stamp(it.checkedInAt()));
        cells.add(times.stamp(it.checkedOutAt()));
        cells.add(times.stamp(it.cancelledAt()));
        cells.add(times.stamp(it.createdAt()));
        cells.add(it.place().timeZone());
        cells.add(it.price().major());
        cells.add(it.owed().major());
        cells.add(it.captured().major());
        cells.add(it.refunded().major());
        cells.add(it.due().major());
        cells.add(it.price().currency());
        if (withDriver) {
            cells.add(it.driver().name());
            cells.add(it.driver().email());
        }
        return cells.toArray();
    }
}
