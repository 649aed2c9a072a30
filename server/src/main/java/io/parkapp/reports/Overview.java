package io.parkapp.reports;

import io.parkapp.parking.ReservationAnswer;
import io.parkapp.parking.ReservationStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;

/// The first look of the day.
///
/// @param occupancy the fullest lots first; the totals count the lots beyond the list's limit too
/// @param arrivals who is expected today and has not come yet, the soonest first
/// @param arrivalsToday who is or was expected today, come or not
/// @param revenue per currency, of the last 30 days
/// @param statuses of the reservations that began in the last 30 days
/// @param topLots per currency, of the last 30 days
record Overview(
        List<LotOccupancy> occupancy,
        @Schema(example = "350") int totalSpots,
        @Schema(example = "142") int occupiedSpots,
        List<ReservationAnswer> arrivals,
        @Schema(example = "37") int arrivalsToday,
        List<RevenueSeries> revenue,
        List<StatusCount> statuses,
        List<LotRevenue> topLots) {

    /// @param total spots in service
    /// @param occupied cars inside
    /// @param reserved spots promised to somebody for a part of the next hour who has not come yet
    record LotOccupancy(
            UUID lotId,
            @Schema(example = "Downtown Central Parking") String name,
            @Schema(example = "50") int total,
            @Schema(example = "31") int occupied,
            @Schema(example = "4") int reserved) {}

    record StatusCount(
            ReservationStatus status,
            @Schema(example = "812") int count) {}
}
