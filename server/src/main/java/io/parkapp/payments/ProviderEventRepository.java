package io.parkapp.payments;

import io.parkapp.platform.Sql;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ProviderEventRepository {
    private final JdbcClient jdbc;

    ProviderEventRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Whether it is the first time that we are told. Of two tellings at once, the second waits for the first to commit
    /// or to fail.
    boolean isNew(String provider, String eventId, String kind, Instant now) {
        return jdbc.sql("""
                        insert into payments.provider_event (provider, event_id, kind, received_at)
                        values (:provider, :eventId, :kind, :now)
                        on conflict (provider, event_id) do nothing""")
                        .param("provider", provider)
                        .param("eventId", eventId)
                        .param("kind", kind)
                        .param("now", Sql.time(now))
                        .update()
                == 1;
    }

    int deleteBefore(Instant time) {
        return jdbc.sql("delete from payments.provider_event where received_at < :time")
                .param("time", Sql.time(time))
                .update();
    }
}
