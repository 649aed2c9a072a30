package io.parkapp.demo;

import static io.parkapp.lots.PaymentPolicy.PAY_ON_LEAVING;
import static io.parkapp.lots.PaymentPolicy.PAY_WHEN_RESERVING;
import static io.parkapp.lots.SpotKind.ACCESSIBLE;
import static io.parkapp.lots.SpotKind.COMPACT;
import static io.parkapp.lots.SpotKind.EV_CHARGING;
import static io.parkapp.lots.SpotKind.MOTORCYCLE;
import static io.parkapp.lots.SpotKind.OVERSIZE;
import static io.parkapp.lots.SpotKind.STANDARD;

import io.parkapp.demo.Place.Demand;
import io.parkapp.demo.Place.PriceList;
import io.parkapp.demo.Place.Shut;
import io.parkapp.lots.CancellationPolicy;
import io.parkapp.lots.CancellationTerms;
import io.parkapp.lots.LevelPlan;
import io.parkapp.lots.LotRequest;
import io.parkapp.lots.OpeningHours;
import io.parkapp.lots.PaymentPolicy;
import io.parkapp.lots.SpotKind;
import io.parkapp.lots.SpotRange;
import io.parkapp.values.GeoPosition;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The lots of Freiburg im Breisgau, as the demo has them: streets and positions are real, the car parks are not.
final class Places {
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    static final String DOWNTOWN = "Downtown Central Parking";
    static final String AIRPORT = "Airport Long Term";
    static final String MALL = "Mall Underground Parking";
    static final String STATION = "Station Garage";

    private static final UUID CITY = DemoCity.OPERATOR;
    private static final UUID OUTSKIRTS = DemoCity.OTHER_OPERATOR;
    /// Before all of the past that the city has.
    private static final int LONG_AGO = -120;

    private static final CancellationPolicy USUAL = new CancellationPolicy(60, 50);
    /// Chargers are few there: who gives one back late keeps others from it.
    private static final CancellationPolicy A_DAY_BEFORE =
            new CancellationPolicy(1_440, 25, List.of(new CancellationTerms(EV_CHARGING, 4_320, 0)));

    static final List<Place> ALL = List.of(
            downtown(),
            airport(),
            mall(),
            station(),
            hospital(),
            oldTown(),
            tradeFair(),
            riverside(),
            theatre(),
            stadium());

    private Places() {}

    private static Place downtown() {
        return new Place(
                lot(
                        CITY,
                        DOWNTOWN,
                        "Kaiser-Joseph-Straße 195",
                        "79098",
                        new GeoPosition(47.99560, 7.84990),
                        List.of(),
                        "Entrance from Gauchstraße. Hold the QR code before the reader; height 2.00 m.",
                        PAY_WHEN_RESERVING,
                        USUAL,
                        List.of(
                                level("Basement 1", range("A-", 1, 18, STANDARD), range("A-", 19, 22, ACCESSIBLE)),
                                level(
                                        "Basement 2",
                                        range("B-", 1, 14, STANDARD),
                                        range("B-", 15, 20, EV_CHARGING),
                                        range("B-", 21, 25, COMPACT),
                                        range("B-", 26, 28, MOTORCYCLE)))),
                List.of(tariff(LONG_AGO, "city-centre")),
                List.of(),
                List.of(
                        new Demand(Habit.COMMUTER, 0.3),
                        new Demand(Habit.SHOPPER, 0.4),
                        new Demand(Habit.RESIDENT, 0.2),
                        new Demand(Habit.SHORT_TRIP, 0.06)));
    }

    private static Place airport() {
        return new Place(
                lot(
                        OUTSKIRTS,
                        AIRPORT,
                        "Hermann-Mitsch-Straße 3",
                        "79108",
                        new GeoPosition(48.02140, 7.83300),
                        List.of(),
                        "Follow P-L. The shuttle to the terminal runs every ten minutes from zone 1.",
                        PAY_WHEN_RESERVING,
                        A_DAY_BEFORE,
                        List.of(
                                level("Zone 1", range("", 101, 136, STANDARD), range("", 137, 140, ACCESSIBLE)),
                                level(
                                        "Zone 2",
                                        range("", 201, 240, STANDARD),
                                        range("", 241, 250, EV_CHARGING),
                                        range("", 251, 260, OVERSIZE)))),
                List.of(tariff(LONG_AGO, "airport")),
                List.of(),
                List.of(new Demand(Habit.TRAVELLER, 0.14)));
    }

    private static Place mall() {
        return new Place(
                lot(
                        CITY,
                        MALL,
                        "Ensisheimer Straße 4",
                        "79110",
                        new GeoPosition(48.00360, 7.81750),
                        open("06:00", "24:00"),
                        "Take the ramp beside the cinema. Outside of opening hours, cars can neither come nor leave.",
                        PAY_ON_LEAVING,
                        USUAL,
                        List.of(
                                level("Level -1", range("1-", 1, 70, STANDARD), range("1-", 71, 80, ACCESSIBLE)),
                                level("Level -2", range("2-", 1, 60, STANDARD), range("2-", 61, 70, EV_CHARGING)),
                                level("Level -3", range("3-", 1, 35, STANDARD), range("3-", 36, 50, COMPACT)))),
                List.of(tariff(LONG_AGO, "started-hours")),
                List.of(),
                List.of(
                        new Demand(Habit.COMMUTER, 0.2),
                        new Demand(Habit.SHOPPER, 0.22),
                        new Demand(Habit.RESIDENT, 0.15),
                        new Demand(Habit.SHORT_TRIP, 0.03)));
    }

    private static Place station() {
        return new Place(
                lot(
                        CITY,
                        STATION,
                        "Bismarckallee 9",
                        "79098",
                        new GeoPosition(47.99760, 7.84180),
                        List.of(),
                        "Deck 2 is level with the platforms.",
                        PAY_ON_LEAVING,
                        USUAL,
                        List.of(
                                level(
                                        "Deck 1",
                                        range("D1-", 1, 24, STANDARD),
                                        range("D1-", 25, 27, ACCESSIBLE),
                                        range("D1-", 28, 30, MOTORCYCLE)),
                                level("Deck 2", range("D2-", 1, 26, STANDARD), range("D2-", 27, 30, EV_CHARGING)))),
                List.of(tariff(LONG_AGO, "station"), tariff(21, "station-later")),
                List.of(),
                List.of(
                        new Demand(Habit.COMMUTER, 0.3),
                        new Demand(Habit.SHORT_TRIP, 0.22),
                        new Demand(Habit.VISITOR, 0.12)));
    }

    private static Place hospital() {
        return new Place(
                lot(
                        CITY,
                        "University Hospital",
                        "Breisacher Straße 60",
                        "79106",
                        new GeoPosition(48.00660, 7.83830),
                        List.of(),
                        "Emergency ward: use the spots marked red, and tell the porter.",
                        PAY_ON_LEAVING,
                        USUAL,
                        List.of(level(
                                "Ground floor",
                                range("H-", 1, 40, STANDARD),
                                range("H-", 41, 52, ACCESSIBLE),
                                range("H-", 53, 60, COMPACT)))),
                List.of(tariff(LONG_AGO, "quarter"), tariff(-40, "quarter-now")),
                List.of(),
                List.of(
                        new Demand(Habit.COMMUTER, 0.25),
                        new Demand(Habit.VISITOR, 0.3),
                        new Demand(Habit.SHORT_TRIP, 0.18)));
    }

    private static Place oldTown() {
        return new Place(
                lot(
                        CITY,
                        "Old Town West",
                        "Rempartstraße 5",
                        "79098",
                        new GeoPosition(47.99380, 7.84610),
                        List.of(),
                        null,
                        PAY_WHEN_RESERVING,
                        USUAL,
                        List.of(level(
                                "Courtyard",
                                range("W", 1, 20, STANDARD),
                                range("W", 21, 22, ACCESSIBLE),
                                range("W", 23, 28, COMPACT),
                                range("W", 29, 30, MOTORCYCLE)))),
                List.of(tariff(LONG_AGO, "old-town"), tariff(14, "old-town-later")),
                List.of(),
                List.of(
                        new Demand(Habit.SHOPPER, 0.5),
                        new Demand(Habit.RESIDENT, 0.3),
                        new Demand(Habit.SHORT_TRIP, 0.1)));
    }

    private static Place tradeFair() {
        return new Place(
                lot(
                        OUTSKIRTS,
                        "Trade Fair P2",
                        "Madisonallee 2",
                        "79108",
                        new GeoPosition(48.01770, 7.83270),
                        List.of(),
                        "For coaches and vans: row C.",
                        PAY_WHEN_RESERVING,
                        USUAL,
                        List.of(
                                level("Rows A and B", range("A", 1, 30, STANDARD), range("B", 1, 30, STANDARD)),
                                level("Row C", range("C", 1, 10, OVERSIZE), range("C", 11, 16, ACCESSIBLE)))),
                List.of(tariff(LONG_AGO, "half-days")),
                List.of(),
                List.of(new Demand(Habit.COMMUTER, 0.25), new Demand(Habit.SHORT_TRIP, 0.22)));
    }

    private static Place riverside() {
        return new Place(
                lot(
                        CITY,
                        "Riverside",
                        "Hindenburgstraße 12",
                        "79102",
                        new GeoPosition(47.98860, 7.85600),
                        List.of(),
                        "Open air. When the Dreisam is high, leave by the upper gate.",
                        PAY_ON_LEAVING,
                        USUAL,
                        List.of(level("Bank", range("R", 1, 20, STANDARD), range("R", 21, 24, COMPACT)))),
                List.of(tariff(LONG_AGO, "short-stays")),
                List.of(new Shut(6, LocalTime.of(6, 0), LocalTime.of(20, 0), "Works on the flood wall")),
                List.of(
                        new Demand(Habit.COMMUTER, 0.3),
                        new Demand(Habit.EVENING, 0.3),
                        new Demand(Habit.SHORT_TRIP, 0.2)));
    }

    private static Place theatre() {
        return new Place(
                lot(
                        CITY,
                        "Theatre Garage",
                        "Bertoldstraße 44",
                        "79098",
                        new GeoPosition(47.99590, 7.84530),
                        open("06:30", "01:00"),
                        "Closed from one o'clock in the night. After the show, pay at the machine in the foyer.",
                        PAY_WHEN_RESERVING,
                        USUAL,
                        List.of(
                                level("Upper floor", range("T1-", 1, 20, STANDARD), range("T1-", 21, 23, ACCESSIBLE)),
                                level(
                                        "Lower floor",
                                        range("T2-", 1, 13, STANDARD),
                                        range("T2-", 14, 17, EV_CHARGING)))),
                List.of(tariff(LONG_AGO, "theatre")),
                List.of(),
                List.of(
                        new Demand(Habit.COMMUTER, 0.2),
                        new Demand(Habit.EVENING, 0.45),
                        new Demand(Habit.RESIDENT, 0.15),
                        new Demand(Habit.SHORT_TRIP, 0.1)));
    }

    private static Place stadium() {
        return new Place(
                lot(
                        OUTSKIRTS,
                        "Stadium Park & Ride",
                        "Achim-Stocker-Straße 1",
                        "79108",
                        new GeoPosition(48.02160, 7.82980),
                        List.of(),
                        "Tram 4 to the centre every seven minutes. On match days, come early.",
                        PAY_ON_LEAVING,
                        USUAL,
                        List.of(level(
                                "Field",
                                range("S", 1, 48, STANDARD),
                                range("S", 49, 52, ACCESSIBLE),
                                range("S", 53, 60, OVERSIZE)))),
                List.of(tariff(LONG_AGO, "park-and-ride")),
                List.of(),
                List.of(new Demand(Habit.COMMUTER, 0.4), new Demand(Habit.SHORT_TRIP, 0.25)));
    }

    private static LotRequest lot(
            UUID operator,
            String name,
            String address,
            String pinCode,
            GeoPosition position,
            List<OpeningHours> hours,
            @Nullable String entryNotes,
            PaymentPolicy policy,
            CancellationPolicy cancellation,
            List<LevelPlan> levels) {
        return new LotRequest(
                operator,
                name,
                address,
                "Freiburg im Breisgau",
                pinCode,
                position,
                ZONE.getId(),
                "EUR",
                hours,
                entryNotes,
                policy,
                cancellation,
                null,
                levels);
    }

    private static LevelPlan level(String name, SpotRange... ranges) {
        return new LevelPlan(name, List.of(ranges));
    }

    private static SpotRange range(String prefix, int first, int last, SpotKind kind) {
        return new SpotRange(prefix, first, last, kind);
    }

    private static List<OpeningHours> open(String from, String until) {
        return List.of(new OpeningHours(List.of(DayOfWeek.values()), from, until));
    }

    /// @param name of a file in `demo/tariffs`
    private static PriceList tariff(int inDays, String name) {
        return new PriceList(inDays, name);
    }
}
