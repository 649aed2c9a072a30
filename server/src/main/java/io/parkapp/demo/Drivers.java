package io.parkapp.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// The people of the city. None of them can sign in.
final class Drivers {
    private static final List<String> FIRST = List.of(
            "Amelie",
            "Ben",
            "Clara",
            "David",
            "Elif",
            "Felix",
            "Greta",
            "Hannes",
            "Ida",
            "Jonas",
            "Katharina",
            "Levi",
            "Mila",
            "Noah",
            "Olivia",
            "Paul",
            "Rosa",
            "Samir",
            "Theresa",
            "Viktor");
    private static final List<String> LAST = List.of(
            "Albrecht",
            "Brenner",
            "Costa",
            "Dietrich",
            "Engel",
            "Fischer",
            "Gruber",
            "Hartmann",
            "Ilic",
            "Jansen",
            "Keller",
            "Lorenz",
            "Maier",
            "Novak",
            "Okafor",
            "Peters",
            "Ritter",
            "Sommer",
            "Tran",
            "Vogel");

    private Drivers() {}

    record Driver(UUID id, String name, String email) {}

    static List<Driver> all() {
        var drivers = new ArrayList<Driver>();
        for (var last : LAST) {
            for (var first : FIRST) {
                var email = (first + "." + last + "@example.org").toLowerCase(Locale.ROOT);
                drivers.add(new Driver(
                        UUID.nameUUIDFromBytes(email.getBytes(StandardCharsets.UTF_8)), first + " " + last, email));
            }
        }
        return drivers;
    }
}
