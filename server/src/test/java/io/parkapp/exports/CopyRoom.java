package io.parkapp.exports;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.parkapp.Http;
import io.parkapp.People.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;

/// Where people ask for files, wait for them and read them.
@TestComponent
class CopyRoom {
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);

    private final Http http;

    CopyRoom(Http http) {
        this.http = http;
    }

    UUID made(Person person) {
        return wait(person, ask(person, "kind", "RESERVATIONS", "format", "CSV"));
    }

    Http.Answer file(Person person, Object... request) {
        return http.as(person.token()).get("/api/exports/" + wait(person, ask(person, request)) + "/file");
    }

    private UUID wait(Person person, Http.Answer asked) {
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        var id = UUID.fromString(asked.at("id").asString());
        for (var deadline = Instant.now().plus(WAIT_MAX); Instant.now().isBefore(deadline); ) {
            var now = http.as(person.token()).get("/api/exports/" + id);
            if (now.at("status").asString().equals("READY")) {
                return id;
            }
            assertThat(now.at("status").asString()).as(now.toString()).isIn("QUEUED", "RUNNING");
            pause();
        }
        throw new AssertionError("is not made");
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    Http.Answer ask(Person person, Object... request) {
        return http.as(person.token()).post("/api/exports", Http.body(request));
    }

    static List<NamedCsvRecord> rows(Http.Answer file) {
        assertThat(file.status()).isEqualTo(200);
        try (var csv = CsvReader.builder().ofNamedCsvRecord(file.text())) {
            return csv.stream().toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static Set<String> numbers(Http.Answer file) {
        return rows(file).stream().map(each -> each.getField(0)).collect(toSet());
    }
}
