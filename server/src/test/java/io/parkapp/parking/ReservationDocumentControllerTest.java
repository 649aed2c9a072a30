package io.parkapp.parking;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
class ReservationDocumentControllerTest {
    private final JdbcClient jdbc;
    private final People people;
    private final Http http;
    private final TestClock clock;
    private final Reservations reservations;
    private final ReservationChanges changes;
    private final People.Person driver;
    private Reservation reservation;

    ReservationDocumentControllerTest(
            JdbcClient jdbc,
            People people,
            Http http,
            TestClock clock,
            Reservations reservations,
            ReservationChanges changes) {
        this.jdbc = jdbc;
        this.people = people;
        this.http = http;
        this.clock = clock;
        this.reservations = reservations;
        this.changes = changes;
        this.driver = people.driver();
        this.reservation = reserveAt(CarPark.payWhenReserving(jdbc, 1));
    }

    private Reservation reserveAt(CarPark park) {
        var from = clock.instant().plus(Duration.ofDays(1));
        return reservations.reserve(driver.caller(), park.anySpot(from, from.plus(Duration.ofHours(2))));
    }

    private Http.Answer get(String document) {
        return http.as(driver.token()).get("/api/reservations/" + reservation.id() + "/" + document);
    }

    @Test
    void the_calendar_entry_follows_the_reservation() throws IOException, ParserException {
        var held = event();
        assertThat(value(held, "STATUS")).isEqualTo("TENTATIVE");
        assertThat(held.getComponentList().getAll()).isEmpty();
        changes.cancel(driver.caller(), reservation.id(), null);
        var cancelled = event();
        assertThat(value(cancelled, "UID")).isEqualTo(value(held, "UID"));
        assertThat(Integer.valueOf(value(cancelled, "SEQUENCE")))
                .isGreaterThan(Integer.valueOf(value(held, "SEQUENCE")));
        assertThat(value(cancelled, "STATUS")).isEqualTo("CANCELLED");
    }

    @Test
    void the_calendar_entry_says_where_and_when() throws IOException, ParserException {
        reservation = reserveAt(CarPark.payOnLeaving(jdbc, 1));
        var event = event();
        assertThat(value(event, "STATUS")).isEqualTo("CONFIRMED");
        assertThat(event.getComponentList().getAll())
                .singleElement()
                .satisfies(alarm -> assertThat(value(alarm, "TRIGGER")).isEqualTo("-PT30M"));
        assertThat(value(event, "LOCATION")).isEqualTo("Test Lot, 1 Test Street, 10000 Testville");
        assertThat(value(event, "GEO")).isEqualTo("52.500000;13.400000");
        assertThat(value(event, "DESCRIPTION"))
                .contains(reservation.spokenNumber(), "Spot S-1, Ground", "BPK123", "Europe/Berlin")
                .contains("/reservations/" + reservation.id());
        assertThat(value(event, "DTSTART")).endsWith("Z");
    }

    @Test
    void the_qr_code_scales_and_has_a_name() {
        var image = get("qr.svg");
        assertThat(image.header("Content-Type")).startsWith("image/svg+xml");
        assertThat(image.text())
                .contains("role=\"img\"", "<title>QR code of reservation " + reservation.spokenNumber() + "</title>")
                .contains("viewBox=\"0 0 ")
                .doesNotContain(" width=\"100", " height=\"100");
    }

    @Test
    void another_driver_finds_none_of_them() {
        var stranger = http.as(people.driver().token());
        for (var document : new String[] {"calendar.ics", "qr.svg"}) {
            assertThat(stranger.get("/api/reservations/" + reservation.id() + "/" + document)
                            .status())
                    .isEqualTo(404);
        }
    }

    private static String value(Component component, String property) {
        return component.getRequiredProperty(property).getValue();
    }

    private VEvent event() throws IOException, ParserException {
        var calendar = new CalendarBuilder()
                .build(new ByteArrayInputStream(get("calendar.ics").bytes()));
        return (VEvent) calendar.getComponent(Component.VEVENT).orElseThrow();
    }
}
