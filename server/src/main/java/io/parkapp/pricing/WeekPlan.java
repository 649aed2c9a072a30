package io.parkapp.pricing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which rate rules when, for every kind of day that a tariff knows.
///
/// @param day a weekday, or the name of special days
@Schema(name = "TariffDay")
public record WeekPlan(@Schema(example = "MONDAY") String day, List<Period> periods) {
    /// @param rate its name; null where none rules
    @Schema(name = "TariffDayPeriod")
    public record Period(
            TimeOfDay from, TimeOfDay until, @Nullable String rate) {}

    /// After a day of the kind before it: Sunday before Monday, and any special day after a Monday.
    ///
    /// @param stay tells who parks
    public static List<WeekPlan> of(Pricing pricing, Stay stay) {
        var names = pricing.calendar().names();
        var plans = new ArrayList<WeekPlan>();
        for (var type = 0; type < names.size(); type++) {
            var before = type < Calendar.WEEKDAYS ? (type + Calendar.WEEKDAYS - 1) % Calendar.WEEKDAYS : 0;
            plans.add(new WeekPlan(names.get(type), periods(pricing, stay, before, type)));
        }
        return plans;
    }

    private static List<Period> periods(Pricing pricing, Stay stay, int before, int type) {
        var periods = new ArrayList<Period>();
        var calendar = pricing.calendar();
        var spans = pricing.selection(stay).dayPlan(calendar.kind(before, 0), calendar.kind(type, 0));
        for (var each : spans) {
            periods.add(new Period(
                    new TimeOfDay((int) each.from()),
                    new TimeOfDay((int) each.until()),
                    each.owner() == Rota.NONE
                            ? null
                            : pricing.tariff().rates().get(each.owner()).name()));
        }
        return periods;
    }
}
