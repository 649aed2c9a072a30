package io.parkapp.lots;

import io.parkapp.platform.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every single spot that a request's ranges make, in the order in which spots are given out.
record SpotPlan(List<String> levels, List<NewSpot> spots) {
    static final int LEVELS_MAX = 50;
    static final int SPOTS_MAX = 5_000;

    static final int LEVEL_NAME_LENGTH_MAX = 60;
    static final int LABEL_LENGTH_MAX = 20;

    private static final int PREFIX_LENGTH_MAX = 15;
    private static final int NUMBER_MAX = 99_999;

    record NewSpot(String level, String label, SpotKind kind) {}

    /// @throws Refusal naming the field by its path, as `levels[0].ranges[1].last`
    static SpotPlan of(List<LevelPlan> plans) {
        if (plans.size() > LEVELS_MAX) {
            throw Refusal.field("levels", "must be at most " + LEVELS_MAX);
        }
        var levels = new ArrayList<String>();
        var spots = new ArrayList<NewSpot>();
        var owners = new HashMap<String, String>();
        for (var i = 0; i < plans.size(); i++) {
            var path = "levels[" + i + "]";
            var level = Check.line(path + ".name", plans.get(i).name(), LEVEL_NAME_LENGTH_MAX);
            levels.add(level);
            var ranges = plans.get(i).ranges();
            for (var j = 0; j < ranges.size(); j++) {
                expand(ranges.get(j), level, path + ".ranges[" + j + "]", spots, owners);
            }
        }
        if (new HashSet<>(levels).size() < levels.size()) {
            throw Refusal.field("levels", "must have different names");
        }
        return new SpotPlan(levels, spots);
    }

    private static void expand(
            SpotRange range, String level, String path, List<NewSpot> spots, HashMap<String, String> owners) {
        var prefix = prefix(range.prefix(), path);
        var first = Check.number(path + ".first", range.first(), 0, NUMBER_MAX);
        var last = Check.number(path + ".last", range.last(), first, NUMBER_MAX);
        if (spots.size() + last - first + 1 > SPOTS_MAX) {
            throw Refusal.field(path + ".last", "makes more than " + SPOTS_MAX + " spots");
        }
        for (var number = first; number <= last; number++) {
            var label = prefix + number;
            var owner = owners.putIfAbsent(label, path);
            if (owner != null) {
                throw Refusal.field(path + ".last", "makes " + label + " again, which " + owner + " makes already");
            }
            spots.add(new NewSpot(level, label, range.kind()));
        }
    }

    private static String prefix(@Nullable String prefix, String path) {
        return prefix == null || prefix.isBlank() ? "" : Check.line(path + ".prefix", prefix, PREFIX_LENGTH_MAX);
    }
}
