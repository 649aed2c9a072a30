package io.parkapp.demo;

import java.time.DayOfWeek;

/// Why people park, which says when they come and how long they stay.
enum Habit {
    COMMUTER(at(6, 45), 135, 480, 600, 1, 0.2, 0.1),
    SHOPPER(at(9, 30), 420, 90, 270, 0.8, 1.5, 0.2),
    VISITOR(at(8, 30), 480, 60, 210, 1, 0.9, 0.9),
    EVENING(at(17, 15), 150, 150, 285, 0.8, 1.5, 0.7),
    RESIDENT(at(16, 30), 240, 720, 930, 1, 1, 1),
    SHORT_TRIP(at(6, 0), 780, 1_200, 4_300, 1, 0.8, 1.1),
    TRAVELLER(at(5, 0), 900, 2_900, 11_500, 1, 1.2, 1.1);

    /// By the clock on the wall, in minutes since midnight.
    final int firstMinute;

    /// How many minutes after that the last one comes.
    final int spreadMinutes;

    final int stayMinutesMin;
    final int stayMinutesMax;
    private final double weekday;
    private final double saturday;
    private final double sunday;

    Habit(
            int firstMinute,
            int spreadMinutes,
            int stayMinutesMin,
            int stayMinutesMax,
            double weekday,
            double saturday,
            double sunday) {
        this.firstMinute = firstMinute;
        this.spreadMinutes = spreadMinutes;
        this.stayMinutesMin = stayMinutesMin;
        this.stayMinutesMax = stayMinutesMax;
        this.weekday = weekday;
        this.saturday = saturday;
        this.sunday = sunday;
    }

    /// How much of the ordinary demand there is.
    double on(DayOfWeek day) {
        return switch (day) {
            case SATURDAY -> saturday;
            case SUNDAY -> sunday;
            default -> weekday;
        };
    }

    private static int at(int hour, int minute) {
        return hour * 60 + minute;
    }
}
