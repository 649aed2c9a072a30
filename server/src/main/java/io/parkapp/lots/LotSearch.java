package io.parkapp.lots;

import io.parkapp.platform.Refusal;
import io.parkapp.values.GeoPosition;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which lots somebody looks for.
///
/// @param text words of the name, address, city or PIN code, in any order, accents and small typos forgiven
/// @param near only lots at most `radiusMeters` from here
/// @param operators null: everybody's lots that are not archived; else only these operators' lots, archived ones too
/// @param after where to go on: [LotHit#cursor] of the last hit seen, for the same search
public record LotSearch(
        @Nullable String text,
        @Nullable GeoPosition near,
        int radiusMeters,
        @Nullable Set<UUID> operators,
        Sort sort,
        int limit,
        @Nullable String after) {
    public static final int RADIUS_METERS_DEFAULT = 5_000;
    public static final int RADIUS_METERS_MAX = 100_000;
    /// More than a page, for callers that drop some hits.
    public static final int LIMIT_MAX = 200;

    static final int TEXT_LENGTH_MAX = 100;

    public LotSearch {
        if (text != null && text.length() > TEXT_LENGTH_MAX) {
            throw Refusal.field("q", "must have at most " + TEXT_LENGTH_MAX + " characters");
        }
        if (text != null && text.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.field("q", "must not have control characters");
        }
        if (radiusMeters < 1 || radiusMeters > RADIUS_METERS_MAX) {
            throw Refusal.field("radiusMeters", "must be 1 to " + RADIUS_METERS_MAX);
        }
        if (sort == Sort.NEAREST && near == null) {
            throw Refusal.field("sort", "NEAREST needs a place: near");
        }
        if (limit < 1 || limit > LIMIT_MAX) {
            throw Refusal.field("limit", "must be 1 to " + LIMIT_MAX);
        }
    }

    /// BEST: by how well the text matches, or else by distance, or else by name.
    public enum Sort {
        BEST,
        NEAREST,
        NAME
    }
}
