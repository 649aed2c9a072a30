package io.parkapp;

import io.parkapp.FreshDatabase.SwitchableDataSource;
import io.parkapp.accounts.TestSessions;
import io.parkapp.parking.Auditor;
import io.parkapp.parking.Purse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;

/// The whole server on a real port, shared by all test classes, with a database that is fresh for each class.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(classes = Parkapp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = FreshDatabase.Settings.class)
@Import({
    SwitchableDataSource.class,
    TestClock.class,
    Http.class,
    People.class,
    TestSessions.class,
    Purse.class,
    Auditor.class,
    Proof.class
})
@ExtendWith(FreshDatabase.class)
@ActiveProfiles({"demo", "test"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
public @interface ParkappTest {}
