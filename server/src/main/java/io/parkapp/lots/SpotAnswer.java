package io.parkapp.lots;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/// A spot as the API shows it.
///
/// @param free in service and not claimed for the time that was asked about
@Schema(name = "Spot")
public record SpotAnswer(
        UUID id,
        UUID levelId,
        @Schema(example = "Ground floor") String levelName,
        @Schema(example = "B-12") String label,
        SpotKind kind,
        boolean inService,
        boolean free) {

    public static SpotAnswer of(Spot spot, boolean isTaken) {
        return new SpotAnswer(
                spot.id(),
                spot.levelId(),
                spot.levelName(),
                spot.label(),
                spot.kind(),
                spot.inService(),
                spot.inService() && !isTaken);
    }
}
