package io.parkapp.demo;

import io.parkapp.lots.Spot;
import io.parkapp.values.Plate;
import io.parkapp.values.TimeWindow;
import java.time.Instant;
import java.util.UUID;

/// What somebody does, or will have done when its time has come.
///
/// @param id also the seed of its charges' names
/// @param comes when the car drives in, if it does
/// @param leaves when it drives out
/// @param cancels when the driver cancels, if that is the fate
record Visit(
        UUID id,
        Spot spot,
        UUID driver,
        Plate plate,
        TimeWindow window,
        Instant booked,
        Instant comes,
        Instant leaves,
        Instant cancels,
        Fate fate,
        boolean driveUp) {

    enum Fate {
        PARKS,
        CANCELS,
        STAYS_AWAY,
        LETS_THE_HOLD_LAPSE
    }
}
