package io.parkapp;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Role;
import io.parkapp.accounts.TestSessions;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;

/// Makes people who are signed in, each new, at the cost of a few inserts. All have the password [#PASSWORD].
@TestComponent
public class People {
    public static final String PASSWORD = "a password for tests";

    private static final AtomicInteger COUNT = new AtomicInteger();
    private final TestSessions sessions;

    People(TestSessions sessions) {
        this.sessions = sessions;
    }

    /// @param token an access token, for requests over HTTP; expires after 15 minutes of the test's clock
    /// @param caller for calling use cases directly
    public record Person(UUID id, String name, String email, String token, Caller caller) {}

    public Person driver() {
        return person(Role.DRIVER, null);
    }

    public Person attendant(UUID operator) {
        return person(Role.ATTENDANT, operator);
    }

    public Person operatorAdmin(UUID operator) {
        return person(Role.OPERATOR_ADMIN, operator);
    }

    public Person platformAdmin() {
        return person(Role.PLATFORM_ADMIN, null);
    }

    /// Another session of the same person, with the grants and the time of now.
    public Person again(Person person) {
        return signedIn(person.id(), person.name(), person.email());
    }

    private Person person(Role role, @Nullable UUID operator) {
        var number = COUNT.incrementAndGet();
        var name = "Person " + number;
        var email = "person" + number + "@example.com";
        var id = sessions.account(name, email);
        sessions.grant(id, Role.DRIVER, null);
        sessions.grant(id, role, operator);
        return signedIn(id, name, email);
    }

    private Person signedIn(UUID id, String name, String email) {
        var session = sessions.session(id);
        return new Person(id, name, email, sessions.accessToken(id, session), sessions.caller(id, session));
    }
}
