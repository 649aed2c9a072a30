package io.parkapp.pricing;

/// A set of days, by their kinds.
///
/// @param types bits: Monday to Sunday, then the special days in the order of the tariff
/// @param season the bit of the season that a day must lie in; 0: any day
record Days(long types, long season) {
    static final Days ALL = new Days(-1, 0);

    /// @param number tells a calendar's kinds apart
    /// @param type which weekday or special day it is
    /// @param seasons bits of those that it lies in
    record Kind(int number, int type, long seasons) {
        /// Tells apart which kind of day comes after which other.
        long after(Kind before) {
            return (long) before.number << Integer.SIZE | number;
        }
    }

    boolean include(Kind day) {
        return (types >> day.type() & 1) == 1 && (season == 0 || (season & day.seasons()) != 0);
    }
}
