package io.parkapp.reports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/// How full it was, hour after hour.
public record OccupancySeries(List<OccupancyHour> hours) {

    /// @param occupied cars inside at that very moment
    /// @param total spots that are in service now: how many were then is not on record
    public record OccupancyHour(
            @Schema(example = "2026-12-01T09:00:00Z") Instant at,
            @Schema(example = "142") int occupied,
            @Schema(example = "350") int total) {}
}
