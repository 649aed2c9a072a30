package io.parkapp.pricing;

import static io.parkapp.pricing.Tariff.orNone;

import io.parkapp.lots.SpotKind;
import io.parkapp.pricing.Tariff.Audience;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One of the kinds of driver that a tariff tells apart: no two of them meet the same parts.
record Driver(@Nullable SpotKind kind, @Nullable String vehicle, List<String> concessions) {
    /// A tariff that tells more apart is looked at for the first of them.
    static final int DRIVERS_MAX = 48;

    private static final int NAMES_MAX = 40;
    static final Driver ANYBODY = new Driver(null, null, List.of());

    /// One for each combination that audiences distinguish; whoever has none of what they name comes first.
    static List<Driver> of(Stream<@Nullable Audience> audiences) {
        var named = new ArrayList<Audience>();
        audiences.forEach(each -> {
            if (each != null && !named.contains(each)) {
                named.add(each);
            }
        });
        var drivers = new ArrayList<Driver>();
        var known = new HashSet<BitSet>();
        for (var kind : kinds(named)) {
            for (var vehicle : choices(named, Audience::vehicles)) {
                for (var concession : choices(named, Audience::concessions)) {
                    var driver = new Driver(
                            kind.isEmpty() ? null : SpotKind.valueOf(kind),
                            vehicle.isEmpty() ? null : vehicle,
                            concession.isEmpty() ? List.of() : List.of(concession));
                    if (drivers.size() < DRIVERS_MAX && known.add(driver.met(named))) {
                        drivers.add(driver);
                    }
                }
            }
        }
        return drivers;
    }

    /// Every driver asks for some kind of spot, so where one is named all of them are looked at.
    private static List<String> kinds(List<Audience> named) {
        return named.stream().allMatch(each -> orNone(each.kinds()).isEmpty())
                ? List.of("")
                : Arrays.stream(SpotKind.values()).map(SpotKind::name).toList();
    }

    /// The empty text stands for none of them.
    private static List<String> choices(List<Audience> named, Function<Audience, @Nullable List<String>> which) {
        var names = new TreeSet<String>();
        named.forEach(each -> names.addAll(orNone(which.apply(each))));
        return Stream.concat(Stream.of(""), names.stream().limit(NAMES_MAX)).toList();
    }

    private BitSet met(List<Audience> audiences) {
        var met = new BitSet();
        var stay = stay(Instant.EPOCH, Instant.EPOCH.plusSeconds(1), ZoneId.of("UTC"));
        for (var index = 0; index < audiences.size(); index++) {
            met.set(index, Pricing.fits(audiences.get(index), stay));
        }
        return met;
    }

    boolean fits(@Nullable Audience audience) {
        return Pricing.fits(audience, stay(Instant.EPOCH, Instant.EPOCH.plusSeconds(1), ZoneId.of("UTC")));
    }

    Stay stay(Instant from, Instant until, ZoneId zone) {
        return Stay.of(from, until, zone).in(kind).with(vehicle, Set.copyOf(concessions));
    }

    /// With a blank before it: " for ACCESSIBLE spots".
    String words() {
        var words = new ArrayList<String>();
        if (kind != null) {
            words.add("on spots for " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        if (vehicle != null) {
            words.add("for vehicles of class " + vehicle);
        }
        if (!concessions.isEmpty()) {
            words.add("for holders of " + String.join(" and ", concessions));
        }
        return words.isEmpty() ? "" : " " + String.join(" ", words);
    }
}
