package io.parkapp.pricing;

import static io.parkapp.pricing.Tariff.orNone;

import io.parkapp.pricing.Finding.Code;
import io.parkapp.pricing.Tariff.Audience;
import io.parkapp.pricing.Tariff.Cap;
import io.parkapp.pricing.Tariff.Every;
import io.parkapp.pricing.Tariff.Taken;
import io.parkapp.pricing.Tariff.Window;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Parts that never have a say: caps, offers, free minutes, discounts and surcharges that no stay meets. Stays of many
/// lengths are tried from every kind of day, and those that suit a part which is left over.
final class CheckUses {
    private static final int STAYS_TRIED_MAX = 4_000;
    private static final int STAYS_TRIED_PER_PART_MAX = 2_000;
    /// For all parts that are left over together.
    private static final int STAYS_TRIED_FOR_PARTS_MAX = 12_000;
    private static final int DAYS_OF_ONE_EFFORT = 4;
    private static final int LENGTHS_MAX = 48;
    private static final int DRIVERS_PER_PART_MAX = 4;
    private static final int DATES_MAX = 20;
    private static final int LONG_MINUTES = 31 * TimeOfDay.MINUTES_PER_DAY;
    private static final int HOUR = 60;
    private static final List<Integer> USUAL_MINUTES =
            List.of(1, 30, 60, 90, 120, 180, 240, 360, 480, 600, 720, 1_440, 2_880, 4_320, 7 * 1_440, LONG_MINUTES);
    private static final List<Integer> USUAL_ENTRIES = List.of(540, 780, 1_080, 1_320, 0);

    private final Inspection inspection;
    private final Tariff tariff;
    private final List<Driver> drivers;
    private final List<Integer> lengths;
    private final Uses uses = Uses.none();
    private int mostPerPart;

    CheckUses(Inspection inspection) {
        this.inspection = inspection;
        this.tariff = inspection.tariff();
        this.drivers = inspection.drivers();
        this.lengths = lengths();
    }

    void look() {
        if (!isLeft()) {
            return;
        }
        tryUsual();
        mostPerPart = Math.min(
                STAYS_TRIED_PER_PART_MAX, inspection.budget(STAYS_TRIED_FOR_PARTS_MAX) / Math.max(1, countLeft()));
        each(tariff.caps(), uses.caps(), this::cap);
        each(tariff.free(), uses.free(), this::free);
        each(tariff.offers(), uses.offers(), this::offer);
        each(tariff.discounts(), uses.discounts(), this::discount);
        each(tariff.surcharges(), uses.surcharges(), this::surcharge);
    }

    private interface Look<T> {
        void at(int index, T part);
    }

    private static <T> void each(@Nullable List<T> parts, BitSet used, Look<T> look) {
        for (var index = 0; index < orNone(parts).size(); index++) {
            if (!used.get(index)) {
                look.at(index, orNone(parts).get(index));
            }
        }
    }

    private boolean isLeft() {
        return countLeft() > 0;
    }

    private int countLeft() {
        return left(tariff.caps(), uses.caps())
                + left(tariff.free(), uses.free())
                + left(tariff.offers(), uses.offers())
                + left(tariff.discounts(), uses.discounts())
                + left(tariff.surcharges(), uses.surcharges());
    }

    private static int left(@Nullable List<?> parts, BitSet used) {
        return orNone(parts).size() - used.cardinality();
    }

    /// Around all that the tariff counts.
    private List<Integer> lengths() {
        var all = new TreeSet<>(USUAL_MINUTES);
        Stream.of(
                        orNone(tariff.free()).stream().map(Tariff.Free::minutes),
                        orNone(tariff.offers()).stream().map(Tariff.Offer::atLeastMinutes),
                        orNone(tariff.offers()).stream().map(Tariff.Offer::atMostMinutes),
                        orNone(tariff.offers()).stream()
                                .flatMap(each -> each.steps().stream())
                                .map(Tariff.Step::upToMinutes),
                        orNone(tariff.caps()).stream()
                                .map(each -> each.per().hours())
                                .filter(Objects::nonNull)
                                .map(each -> each * HOUR))
                .flatMap(each -> each)
                .filter(Objects::nonNull)
                .limit(LENGTHS_MAX)
                .forEach(all::add);
        all.removeIf(each -> each > inspection.longestMinutes());
        all.add(Math.min(LONG_MINUTES, inspection.longestMinutes()));
        return List.copyOf(all.descendingSet());
    }

    private void tryUsual() {
        var tried = 0L;
        var most = inspection.budget(STAYS_TRIED_MAX);
        for (var date : inspection.dates().stream().limit(DATES_MAX).toList()) {
            for (var minute : USUAL_ENTRIES) {
                for (var length : lengths) {
                    for (var driver : drivers) {
                        if (tried >= most || !isLeft()) {
                            return;
                        }
                        tried += effort(length);
                        attempt(driver, date.atStartOfDay().plusMinutes(minute), length);
                    }
                }
            }
        }
    }

    /// Long stays take longer to price: so many times as long as one of a day.
    private static long effort(long minutes) {
        return 1 + minutes / (DAYS_OF_ONE_EFFORT * TimeOfDay.MINUTES_PER_DAY);
    }

    private void attempt(Driver driver, LocalDateTime from, long minutes) {
        if (minutes > 0 && minutes <= inspection.longestMinutes()) {
            inspection.price(inspection.stay(driver, from, minutes), uses);
        }
    }

    /// @param minutes lengths to try from an entry
    /// @return whether the part is used after all
    private boolean isUsed(
            int index,
            BitSet used,
            @Nullable Audience audience,
            List<LocalDateTime> entries,
            Function<LocalDateTime, List<Long>> minutes) {
        var tried = 0L;
        var fitting = fitting(audience);
        for (var entry : entries) {
            for (var length : minutes.apply(entry)) {
                for (var driver : fitting) {
                    if (used.get(index)) {
                        return true;
                    }
                    if (tried >= mostPerPart) {
                        return false;
                    }
                    tried += effort(length);
                    attempt(driver, entry, length);
                }
            }
        }
        return used.get(index);
    }

    private List<Driver> fitting(@Nullable Audience audience) {
        return drivers.stream()
                .filter(each -> each.fits(audience))
                .limit(DRIVERS_PER_PART_MAX)
                .toList();
    }

    /// The first and the last minute of each opening, on each kind of day.
    private List<LocalDateTime> openings(@Nullable List<Window> windows) {
        var moments = new ArrayList<LocalDateTime>();
        var rota = inspection.rota(windows);
        for (var day : inspection.days()) {
            var open = Inspection.open(rota, day);
            for (var from = open.nextSetBit(0); from >= 0; from = open.nextSetBit(open.nextClearBit(from))) {
                moments.add(day.date().atStartOfDay().plusMinutes(from));
                moments.add(day.date().atStartOfDay().plusMinutes(open.nextClearBit(from) - 1));
            }
            if (moments.size() >= STAYS_TRIED_PER_PART_MAX) {
                break;
            }
        }
        return moments;
    }

    private List<LocalDateTime> allHours() {
        return inspection.dates().stream()
                .limit(DATES_MAX)
                .flatMap(date -> inspection.minutesOfDay().stream()
                        .map(minute -> date.atStartOfDay().plusMinutes(minute)))
                .toList();
    }

    private void never(String path, String message, @Nullable Stay stay) {
        inspection.warn(
                Code.NEVER_APPLIES,
                path,
                message,
                stay == null ? null : inspection.example(stay, inspection.price(stay), null));
    }

    /// @return whether it was found that one of some windows never opens
    private boolean isClosed(String path, String name, @Nullable List<Window> windows) {
        if (orNone(windows).isEmpty() || !inspection.neverOpens(windows)) {
            return false;
        }
        never(path, name + " never applies: its times never come.", null);
        return true;
    }

    private void cap(int index, Cap cap) {
        var path = "caps[" + index + "]";
        var name = "\"" + cap.name() + "\"";
        if (isClosed(path + ".when", name, cap.when())) {
            return;
        }
        var longest = (long) Math.min(LONG_MINUTES, inspection.longestMinutes());
        var period = periodMinutes(cap);
        var entries = allHours();
        var ends = period == longest ? List.of(longest) : List.of(period, Math.min(longest, 2 * period));
        if (isUsed(index, uses.caps(), cap.audience(), entries, entry -> ends)
                || isUsed(
                        index,
                        uses.caps(),
                        cap.audience(),
                        entries.stream().limit(DATES_MAX).toList(),
                        entry -> List.of((long) inspection.longestMinutes()))) {
            return;
        }
        var whom = fitting(cap.audience());
        var stay = whom.isEmpty() ? null : inspection.stay(whom.getFirst(), entries.getFirst(), period);
        var price = stay == null ? null : inspection.price(stay);
        inspection.warn(
                Code.NEVER_BINDS,
                path + ".amount",
                name + " never takes anything off: what it limits to " + inspection.text(cap.amount())
                        + " never costs more."
                        + (price == null
                                ? ""
                                : " A stay of " + LocalTexts.length(period * HOUR) + " costs " + inspection.text(price)
                                        + "."),
                stay == null ? null : inspection.example(stay, price, null));
    }

    private long periodMinutes(Cap cap) {
        var longest = (long) Math.min(LONG_MINUTES, inspection.longestMinutes());
        if (cap.per().every() == Every.HOURS && cap.per().hours() != null) {
            return Math.min(longest, (long) cap.per().hours() * HOUR);
        }
        return cap.per().every() == Every.CLOCK && orNone(cap.per().days()).isEmpty()
                ? Math.min(longest, 2L * TimeOfDay.MINUTES_PER_DAY)
                : longest;
    }

    private void free(int index, Tariff.Free free) {
        var path = "free[" + index + "]";
        if (isClosed(path + ".when", "This free time", free.when())) {
            return;
        }
        var entries = openings(free.when());
        if (!isUsed(index, uses.free(), free.audience(), entries, entry -> List.of((long) free.minutes(), 1L))) {
            never(path, "These free minutes are never granted: others before them apply at all of their times.", null);
        }
    }

    private void surcharge(int index, Tariff.Surcharge surcharge) {
        var path = "surcharges[" + index + "]";
        var name = "\"" + surcharge.name() + "\"";
        if (isClosed(path + ".entry", name, surcharge.entry()) || isClosed(path + ".exit", name, surcharge.exit())) {
            return;
        }
        var most = Math.min(LONG_MINUTES, inspection.longestMinutes());
        if (!isUsed(
                index,
                uses.surcharges(),
                surcharge.audience(),
                openings(surcharge.entry()),
                entry -> exits(surcharge.exit(), entry, 1, most))) {
            never(path, name + " is never added: no stay that has a price begins and ends as it says.", null);
        }
    }

    private void discount(int index, Tariff.Discount discount) {
        if (!isUsed(
                index,
                uses.discounts(),
                discount.audience(),
                allHours(),
                entry -> lengths.stream().map(Integer::longValue).toList())) {
            never(
                    "discounts[" + index + "]",
                    "\"" + discount.name() + "\" never takes anything off the price of a stay.",
                    null);
        }
    }

    /// Lengths of stays that begin then and end in windows: at the first and last moments of their openings.
    private List<Long> exits(@Nullable List<Window> windows, LocalDateTime entry, long least, long most) {
        if (orNone(windows).isEmpty()) {
            return lengths.stream()
                    .map(Integer::longValue)
                    .filter(each -> least <= each && each <= most)
                    .toList();
        }
        var stay = inspection.stay(Driver.ANYBODY, entry, most);
        var line = inspection.pricing().line(stay);
        var rota = inspection.rota(windows);
        var found = new ArrayList<Long>();
        for (var each : rota.spans(line, line.at(stay.from()), line.at(stay.until()))) {
            if (each.owner() != Rota.NONE) {
                var first = line.at(stay.from());
                found.add(Math.max(least, (each.until() - first) / HOUR));
                found.add(Math.max(least, (each.from() - first) / HOUR + 1));
            }
        }
        found.removeIf(each -> each < least || each > most);
        return found;
    }

    private void offer(int index, Tariff.Offer offer) {
        var path = "offers[" + index + "]";
        var name = "\"" + offer.name() + "\"";
        if (isClosed(path + ".entry", name, offer.entry()) || isClosed(path + ".exit", name, offer.exit())) {
            return;
        }
        long least = Objects.requireNonNullElse(offer.atLeastMinutes(), 1);
        long most =
                Math.min(inspection.longestMinutes(), Objects.requireNonNullElse(offer.atMostMinutes(), LONG_MINUTES));
        var entries = openings(offer.entry());
        Function<LocalDateTime, List<Long>> ends = entry -> exits(offer.exit(), entry, least, Math.max(least, most));
        if (isUsed(index, uses.offers(), offer.audience(), entries, ends)) {
            return;
        }
        if (!uses.fitting().get(index)) {
            never(path, name + " is never taken: no stay meets all of its conditions.", null);
            return;
        }
        var shown = fittingStay(index, offer.audience(), entries, ends);
        if (shown == null) {
            return;
        }
        var price = inspection.price(shown);
        var byOffer = inspection.price(inspection.changed(document -> only(document, index)), shown);
        var isLower = offer.taken() == Taken.IF_LOWER;
        inspection.warn(
                Code.NEVER_APPLIES,
                path,
                name + " is never taken: "
                        + (isLower ? "no stay costs less by it" : "another offer goes before it")
                        + ". A stay of "
                        + LocalTexts.length(
                                shown.until().getEpochSecond() - shown.from().getEpochSecond())
                        + " costs " + inspection.text(price) + ", by this offer " + inspection.text(byOffer) + ".",
                inspection.example(shown, price, byOffer));
    }

    private static void only(ObjectNode document, int offer) {
        var all = document.withArray("offers");
        var kept = (ObjectNode) all.get(offer);
        kept.put("taken", Taken.ALWAYS.name());
        all.removeAll();
        all.add(kept);
    }

    private @Nullable Stay fittingStay(
            int index,
            @Nullable Audience audience,
            List<LocalDateTime> entries,
            Function<LocalDateTime, List<Long>> minutes) {
        var fitting = fitting(audience);
        for (var entry : entries) {
            for (var length : minutes.apply(entry)) {
                for (var driver : fitting) {
                    var stay = inspection.stay(driver, entry, length);
                    var fits = Uses.none();
                    if (length <= inspection.longestMinutes()
                            && inspection.price(stay, fits) != null
                            && fits.fitting().get(index)) {
                        return stay;
                    }
                }
            }
        }
        return null;
    }
}
