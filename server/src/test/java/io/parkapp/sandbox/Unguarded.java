package io.parkapp.sandbox;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Takes a guard of the database away until closed, to see that a test would notice.
record Unguarded(JdbcClient jdbc, List<String> restore) implements AutoCloseable {

    /// As though the table of known events had no key: each looks new.
    static Unguarded events(JdbcClient jdbc) {
        jdbc.sql("""
                create function payments.forget_event() returns trigger language plpgsql as $$
                begin
                    new.event_id := new.event_id || uuidv7();
                    return new;
                end $$""").update();
        jdbc.sql("""
                create trigger forget_event before insert on payments.provider_event
                for each row execute function payments.forget_event()""").update();
        return new Unguarded(jdbc, List.of("drop function payments.forget_event cascade"));
    }

    /// As though settling did not ask whether a charge is settled, and the ledger did not either.
    static Unguarded settlements(JdbcClient jdbc) {
        jdbc.sql("""
                create function payments.forget_success() returns trigger language plpgsql as $$
                begin
                    update payments.charge set status = 'OPEN', succeeded_at = null where id = new.id;
                    return null;
                end $$""").update();
        jdbc.sql("""
                create trigger forget_success after update of status on payments.charge
                for each row when (new.status = 'SUCCEEDED') execute function payments.forget_success()""").update();
        jdbc.sql("alter table payments.charge disable trigger captures_are_posted")
                .update();
        return new Unguarded(
                jdbc,
                List.of(
                        "drop function payments.forget_success cascade",
                        "alter table payments.charge enable trigger captures_are_posted"));
    }

    @Override
    public void close() {
        restore.forEach(each -> jdbc.sql(each).update());
    }
}
