package io.parkapp.lots;

import static java.util.Objects.requireNonNullElse;

import io.parkapp.platform.Refusal;
import io.parkapp.values.GeoPosition;
import io.parkapp.values.Money;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an operator may say about a lot, checked: the same for a new one and for a changed one.
record LotDraft(
        String name,
        String address,
        String city,
        String pinCode,
        GeoPosition position,
        ZoneId timeZone,
        List<OpeningHours> openingHours,
        @Nullable String entryNotes,
        PaymentPolicy paymentPolicy,
        CancellationPolicy cancellation,
        int noShowAfterMinutes) {
    static final int OPENING_HOURS_MAX = 50;

    private static final int NAME_LENGTH_MAX = 120;
    private static final int ADDRESS_LENGTH_MAX = 200;
    private static final int CITY_LENGTH_MAX = 100;
    private static final int PIN_CODE_LENGTH_MAX = 20;
    private static final int ENTRY_NOTES_LENGTH_MAX = 2_000;
    private static final int NO_SHOW_MINUTES_USUAL = 60;
    private static final int NO_SHOW_MINUTES_MIN = 5;
    private static final int NO_SHOW_MINUTES_MAX = 10_080;

    LotDraft {
        name = Check.line("name", name, NAME_LENGTH_MAX);
        address = Check.line("address", address, ADDRESS_LENGTH_MAX);
        city = Check.line("city", city, CITY_LENGTH_MAX);
        pinCode = Check.line("pinCode", pinCode, PIN_CODE_LENGTH_MAX);
        openingHours = checked(openingHours);
        requireEachKindOnce(cancellation.exceptions());
        entryNotes = Check.textOrNull("entryNotes", entryNotes, ENTRY_NOTES_LENGTH_MAX);
        Check.number("noShowAfterMinutes", noShowAfterMinutes, NO_SHOW_MINUTES_MIN, NO_SHOW_MINUTES_MAX);
    }

    static LotDraft of(LotRequest request) {
        return new LotDraft(
                request.name(),
                request.address(),
                request.city(),
                request.pinCode(),
                request.position(),
                zone(request.timeZone()),
                requireNonNullElse(request.openingHours(), List.of()),
                request.entryNotes(),
                request.paymentPolicy(),
                requireNonNullElse(request.cancellation(), CancellationPolicy.USUAL),
                requireNonNullElse(request.noShowAfterMinutes(), NO_SHOW_MINUTES_USUAL));
    }

    static LotDraft of(Lot lot, LotChange change) {
        return new LotDraft(
                requireNonNullElse(change.name(), lot.name()),
                requireNonNullElse(change.address(), lot.address()),
                requireNonNullElse(change.city(), lot.city()),
                requireNonNullElse(change.pinCode(), lot.pinCode()),
                requireNonNullElse(change.position(), lot.position()),
                change.timeZone() == null ? lot.timeZone() : zone(change.timeZone()),
                requireNonNullElse(change.openingHours(), lot.openingHours()),
                change.entryNotes() == null ? lot.entryNotes() : change.entryNotes(),
                requireNonNullElse(change.paymentPolicy(), lot.paymentPolicy()),
                requireNonNullElse(change.cancellation(), lot.cancellation()),
                requireNonNullElse(change.noShowAfterMinutes(), lot.noShowAfterMinutes()));
    }

    /// What it changes of this lot.
    Changes comparedTo(Lot lot) {
        return new Changes()
                .add("name", lot.name(), name)
                .add("address", lot.address(), address)
                .add("city", lot.city(), city)
                .add("pinCode", lot.pinCode(), pinCode)
                .add("position", lot.position(), position)
                .add("timeZone", lot.timeZone(), timeZone)
                .add("openingHours", lot.openingHours(), openingHours)
                .add("entryNotes", lot.entryNotes(), entryNotes)
                .add("paymentPolicy", lot.paymentPolicy(), paymentPolicy)
                .add("cancellation", lot.cancellation(), cancellation)
                .add("noShowAfterMinutes", lot.noShowAfterMinutes(), noShowAfterMinutes);
    }

    /// ISO 4217.
    static String currency(String code) {
        if (!Money.isCurrency(code)) {
            throw Refusal.field("currency", "must be an ISO 4217 code like EUR");
        }
        return code;
    }

    /// Only names of the IANA database: a bare offset would be wrong after the next clock change.
    private static ZoneId zone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw Refusal.field("timeZone", "must be a time zone like Europe/Berlin");
        }
        return ZoneId.of(name);
    }

    private static List<OpeningHours> checked(List<OpeningHours> hours) {
        if (hours.size() > OPENING_HOURS_MAX) {
            throw Refusal.field("openingHours", "must be at most " + OPENING_HOURS_MAX);
        }
        for (var i = 0; i < hours.size(); i++) {
            for (var j = 0; j < i; j++) {
                if (hours.get(i).overlaps(hours.get(j))) {
                    throw Refusal.field("openingHours[" + i + "]", "overlaps openingHours[" + j + "]");
                }
            }
        }
        return List.copyOf(hours);
    }

    private static void requireEachKindOnce(List<CancellationTerms> exceptions) {
        var kinds = EnumSet.noneOf(SpotKind.class);
        for (var i = 0; i < exceptions.size(); i++) {
            if (!kinds.add(exceptions.get(i).kind())) {
                throw Refusal.field("cancellation.exceptions[" + i + "].kind", "must be named only once");
            }
        }
    }
}
