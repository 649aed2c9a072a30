package io.parkapp.pricing;

import static io.parkapp.pricing.Tariff.orNone;

import io.parkapp.lots.SpotKind;
import io.parkapp.pricing.Tariff.Count;
import io.parkapp.pricing.Tariff.Outside;
import io.parkapp.pricing.Tariff.Window;
import io.parkapp.values.Money;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A tariff made ready to price stays. Safe for use by many threads.
public final class Pricing {
    /// How many kinds of driver are remembered; a tariff that is asked for more works them out anew.
    private static final int AUDIENCES_REMEMBERED_MAX = 64;

    private static final long MINUTE = 60;
    /// Covers a week's cycle, and stays that join.
    private static final Duration LOOK_BACK = Duration.ofDays(8);
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private record Who(@Nullable SpotKind kind, @Nullable String vehicle, Set<String> concessions) {}

    /// A list of the tariff by which one it is: to compare what it holds would take longer than what it is looked up
    /// for.
    private record Same(List<Window> windows) {
        @Override
        @SuppressWarnings("ReferenceEquality") // That is what it is for.
        public boolean equals(@Nullable Object other) {
            return other instanceof Same same && same.windows == windows;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(windows);
        }
    }

    private final Tariff tariff;
    /// Only what is kept or shown needs it.
    private volatile @Nullable String hash;

    /// The latest: all stays of a lot are in one zone.
    private volatile @Nullable Timeline line;

    private final Scale scale;
    private final Calendar calendar;
    /// Of the rates, then of the offers.
    private final List<Table> tables;

    private final List<Cycles> restarts;
    private final List<CapRule> caps;
    private final Map<Same, Rota> rotas = new ConcurrentHashMap<>();
    private final Map<Who, Selection> selections = new ConcurrentHashMap<>();

    private Pricing(Tariff tariff) {
        this.tariff = tariff;
        this.scale = Scale.of(exactLengths(tariff));
        this.calendar = new Calendar(tariff);
        var all = new ArrayList<Table>();
        tariff.rates().forEach(each -> all.add(new Table(all.size(), each.name(), each.steps(), scale)));
        orNone(tariff.offers()).forEach(each -> all.add(new Table(all.size(), each.name(), each.steps(), scale)));
        this.tables = List.copyOf(all);
        this.restarts = tariff.rates().stream()
                .map(each -> Cycles.of(each.restarts(), calendar))
                .toList();
        var capRules = new ArrayList<CapRule>();
        for (var each : orNone(tariff.caps())) {
            capRules.add(CapRule.of(capRules.size(), each, tariff, calendar, scale));
        }
        this.caps = List.copyOf(capRules);
    }

    /// @param tariff without [Faults]
    public static Pricing of(Tariff tariff) {
        return new Pricing(tariff);
    }

    public Tariff tariff() {
        return tariff;
    }

    /// @param currency ISO 4217; the tariff's rounding must suit it
    /// @throws NoPrice where the tariff has none
    public Price price(Stay stay, String currency) {
        return new Evaluation(this, stay, currency, false, false, null).price();
    }

    /// The total of [#price], for those who do not look at its lines.
    public Money total(Stay stay, String currency) {
        return new Evaluation(this, stay, currency, false, true, null).total();
    }

    /// @param uses learns which parts of the tariff had a say
    Money total(Stay stay, String currency, Uses uses) {
        return new Evaluation(this, stay, currency, false, true, uses).total();
    }

    /// Of a stay that has happened, whatever the tariff allows: its price; where there is none, time without a rate
    /// costs nothing, and where a table or the longest stay ends, it begins anew.
    public Price priceAnyway(Stay stay, String currency) {
        try {
            return price(stay, currency);
        } catch (NoPrice none) {
            return new Evaluation(this, stay, currency, true, false, null).price();
        }
    }

    /// SHA-256 of the document, whatever the order of its fields: the same for the same tariff everywhere.
    public String hash() {
        var known = hash;
        if (known == null) {
            known = hash(tariff);
            hash = known;
        }
        return known;
    }

    /// What a prepaid amount is worth.
    public BigDecimal credit(BigDecimal paid) {
        return orNone(tariff.topUps()).stream()
                .filter(each -> each.pay().compareTo(paid) == 0)
                .findFirst()
                .map(Tariff.TopUp::credit)
                .orElse(paid);
    }

    /// Which rate rules when, for checks and calendars.
    ///
    /// @return by the rates' indexes; -1 where none does
    List<Span> ruling(Stay stay, Timeline line, long from, long until) {
        return selection(stay).ruling(line, from, until);
    }

    /// How long before its beginning a stay's price depends on other stays of the plate; zero: it does not.
    public Duration lookBack() {
        var longest = tariff.reentry() == null ? Duration.ZERO : LOOK_BACK;
        for (var each : orNone(tariff.free())) {
            if (each.oncePer() != null) {
                var hours = Objects.requireNonNullElse(each.oncePer().hours(), 0);
                longest = max(longest, max(LOOK_BACK, Duration.ofHours(hours)));
            }
        }
        return longest;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    Timeline line(Stay stay) {
        var known = line;
        if (known == null || !known.zone().equals(stay.zone())) {
            known = new Timeline(stay.zone(), tariff.clock(), tariff.seconds());
            line = known;
        }
        return known;
    }

    Scale scale() {
        return scale;
    }

    Calendar calendar() {
        return calendar;
    }

    List<Table> tables() {
        return tables;
    }

    Table offerTable(int offer) {
        return tables.get(tariff.rates().size() + offer);
    }

    int capCount() {
        return caps.size();
    }

    /// The walk under the rates, its charges not yet capped.
    Walk walk(Selection selection, Timeline line, long from, long until, long ratedAt, boolean lenient) {
        var walk = new Walk(
                tables.subList(0, tariff.rates().size()),
                restarts,
                tariff.whenRatesChange(),
                lenient,
                line,
                from,
                until);
        var ruling = tariff.whenRatesChange() == Tariff.RateChange.ENTRY_RATE_STAYS
                ? List.of(new Span(from, until, selection.rateAt(line, ratedAt)))
                : selection.ruling(line, from, until);
        walk.through(ruling, tariff.outsideRates() == Outside.FREE);
        return walk;
    }

    /// Whether a moment lies in one of some windows; none: always.
    boolean isIn(@Nullable List<Window> windows, Timeline line, long point) {
        return windows == null || windows.isEmpty() || rota(windows).ownerAt(line, point) != Rota.NONE;
    }

    private Rota rota(List<Window> windows) {
        return rotas.computeIfAbsent(new Same(windows), absent -> new Rota(calendar, List.of(windows)));
    }

    Selection selection(Stay stay) {
        var who = new Who(stay.kind(), stay.vehicle(), stay.concessions());
        var known = selections.get(who);
        if (known == null) {
            known = select(stay);
            if (selections.size() < AUDIENCES_REMEMBERED_MAX) {
                selections.put(who, known);
            }
        }
        return known;
    }

    private Selection select(Stay stay) {
        var rates = IntStream.range(0, tariff.rates().size())
                .boxed()
                .filter(each -> fits(tariff.rates().get(each).audience(), stay))
                .sorted(Comparator.comparingInt(
                        (Integer each) -> rank(tariff.rates().get(each))))
                .toList();
        return new Selection(
                rates,
                new Rota(
                        calendar,
                        rates.stream()
                                .map(each -> orNone(tariff.rates().get(each).when()))
                                .toList()),
                caps.stream().filter(each -> fits(each.audience(), stay)).toList());
    }

    /// Lower goes first.
    static int rank(Tariff.Rate rate) {
        var named = 0;
        if (rate.audience() != null) {
            var audience = rate.audience();
            named = (orNone(audience.kinds()).isEmpty() ? 0 : 1)
                    + (orNone(audience.vehicles()).isEmpty() ? 0 : 1)
                    + (orNone(audience.concessions()).isEmpty() ? 0 : 1);
        }
        return (Boolean.TRUE.equals(rate.overrides()) ? 0 : 10) - named;
    }

    static boolean fits(Tariff.@Nullable Audience audience, Stay stay) {
        if (audience == null) {
            return true;
        }
        var kinds = orNone(audience.kinds());
        var vehicles = orNone(audience.vehicles());
        var concessions = orNone(audience.concessions());
        return (kinds.isEmpty() || (stay.kind() != null && kinds.contains(stay.kind())))
                && (vehicles.isEmpty() || (stay.vehicle() != null && vehicles.contains(stay.vehicle())))
                && (concessions.isEmpty() || concessions.stream().anyMatch(stay.concessions()::contains));
    }

    /// What one kind of driver can meet.
    ///
    /// @param rates by their indexes, those that go before others first
    record Selection(List<Integer> rates, Rota rota, List<CapRule> caps) {
        List<Span> ruling(Timeline line, long from, long until) {
            var spans = rota.spans(line, from, until);
            spans.replaceAll(each -> new Span(each.from(), each.until(), rate(each.owner())));
            return spans;
        }

        int rateAt(Timeline line, long point) {
            return rate(rota.ownerAt(line, point));
        }

        /// In minutes of a day.
        List<Span> dayPlan(Days.Kind before, Days.Kind day) {
            var spans = rota.day(before, day);
            spans.replaceAll(each -> new Span(each.from(), each.until(), rate(each.owner())));
            return spans;
        }

        private int rate(int owner) {
            return owner == Rota.NONE ? Rota.NONE : rates.get(owner);
        }
    }

    private static String hash(Tariff tariff) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(CANONICAL.writeValueAsBytes(tariff));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<Long> exactLengths(Tariff tariff) {
        return Stream.concat(
                        tariff.rates().stream().map(Tariff.Rate::steps),
                        orNone(tariff.offers()).stream().map(Tariff.Offer::steps))
                .flatMap(List::stream)
                .filter(each -> each.count() == Count.EXACT)
                .map(Tariff.Step::perMinutes)
                .filter(Objects::nonNull)
                .map(each -> each * MINUTE)
                .distinct()
                .toList();
    }
}
