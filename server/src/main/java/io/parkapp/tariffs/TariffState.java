package io.parkapp.tariffs;

/// Where a version stands in time.
enum TariffState {
    UPCOMING,
    IN_FORCE,
    PAST
}
