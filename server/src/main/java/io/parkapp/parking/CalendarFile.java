package io.parkapp.parking;

import io.parkapp.values.GeoPosition;
import io.parkapp.values.LocalTimes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VAlarm;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Geo;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableAction;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/// A reservation as one event of RFC 5545. The same UID and a SEQUENCE that grows let a calendar replace the entry when
/// the reservation changes. Times are in UTC, which no calendar misreads; the lot's local times stand in the text.
final class CalendarFile {
    private static final Duration REMINDED_BEFORE = Duration.ofMinutes(30);
    private static final int GEO_DIGITS = 6;

    static {
        // Else ical4j asks the net for newer zone rules.
        System.setProperty("net.fortuna.ical4j.timezone.update.enabled", "false");
    }

    private CalendarFile() {}

    static byte[] of(Reservation reservation, GeoPosition position, URI address, Instant now) {
        var calendar = new Calendar();
        calendar.add(new ProdId("-//parkapp//parkapp//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        calendar.add(event(reservation, position, address, now));
        var content = new ByteArrayOutputStream();
        try {
            new CalendarOutputter().output(calendar, content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return content.toByteArray();
    }

    private static VEvent event(Reservation reservation, GeoPosition position, URI address, Instant now) {
        var place = reservation.place();
        var event = new VEvent(false);
        event.add(new Uid("reservation-" + reservation.id() + "@parkapp"));
        event.add(new Sequence(reservation.version()));
        event.add(new DtStamp(now));
        event.add(new DtStart<>(reservation.window().from()));
        event.add(new DtEnd<>(reservation.window().until()));
        event.add(new Summary("Parking: " + place.lotName() + ", spot " + place.spotLabel()));
        event.add(new Location(place.lotName() + ", " + place.lotAddress()));
        event.add(new Geo(degrees(position.lat()), degrees(position.lng())));
        event.add(new Description(text(reservation, address)));
        event.add(new Url(address));
        event.add(status(reservation.status()));
        if (reservation.status() == ReservationStatus.CONFIRMED) {
            event.add(reminder(place));
        }
        return event;
    }

    private static String text(Reservation reservation, URI address) {
        var place = reservation.place();
        var times = new LocalTimes(place.timeZone());
        return """
                Reservation %s
                Spot %s, %s
                Number plate %s
                %s (%s)
                %s""".formatted(
                reservation.spokenNumber(),
                place.spotLabel(),
                place.levelName(),
                reservation.plate(),
                times.span(reservation.window().from(), reservation.window().until()),
                times.zoneName(reservation.window().from()),
                address);
    }

    private static VAlarm reminder(Reservation.Place place) {
        var alarm = new VAlarm(REMINDED_BEFORE.negated());
        alarm.add(ImmutableAction.DISPLAY);
        alarm.add(new Description("Parking at " + place.lotName() + " begins soon"));
        return alarm;
    }

    private static Status status(ReservationStatus status) {
        return switch (status) {
            case HELD -> ImmutableStatus.VEVENT_TENTATIVE;
            case CONFIRMED, CHECKED_IN, COMPLETED -> ImmutableStatus.VEVENT_CONFIRMED;
            case CANCELLED, EXPIRED, NO_SHOW -> ImmutableStatus.VEVENT_CANCELLED;
        };
    }

    private static BigDecimal degrees(double value) {
        return BigDecimal.valueOf(value).setScale(GEO_DIGITS, RoundingMode.HALF_UP);
    }
}
