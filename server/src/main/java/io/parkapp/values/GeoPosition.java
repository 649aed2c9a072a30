package io.parkapp.values;

import io.swagger.v3.oas.annotations.media.Schema;

/// A point on the earth in degrees of WGS 84.
@Schema(name = "Position")
public record GeoPosition(
        @Schema(example = "12.9716") double lat,
        @Schema(example = "77.5946") double lng) {
    private static final double EARTH_RADIUS_METERS = 6_371_008.8;

    public GeoPosition {
        if (!(lat >= -90 && lat <= 90)) {
            throw new IllegalArgumentException("latitude must be between -90 and 90");
        }
        if (!(lng >= -180 && lng <= 180)) {
            throw new IllegalArgumentException("longitude must be between -180 and 180");
        }
    }

    /// Great-circle distance by the haversine formula.
    public double metersTo(GeoPosition other) {
        var latitudes = Math.sin(Math.toRadians(other.lat - lat) / 2);
        var longitudes = Math.sin(Math.toRadians(other.lng - lng) / 2);
        var chord = latitudes * latitudes
                + Math.cos(Math.toRadians(lat)) * Math.cos(Math.toRadians(other.lat)) * longitudes * longitudes;
        return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(chord)));
    }
}
