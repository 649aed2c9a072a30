package io.parkapp.audit;

import io.parkapp.platform.Sql;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Writes down who did what.
@Service
public class Audit {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Audit(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /// In the caller's transaction, or not at all.
    ///
    /// @param actor null for the system itself
    /// @param operator whose admins may read it; null for the platform's eyes only
    /// @param action what happened, as `lot.created`
    /// @param subjectType `lot`, `spot`, `account` …
    /// @param details what changed, without secrets
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(
            @Nullable UUID actor,
            @Nullable UUID operator,
            String action,
            String subjectType,
            UUID subject,
            Map<String, ?> details) {
        jdbc.sql("""
                        insert into audit.entry (at, actor_id, operator_id, action, subject_type, subject_id, details)
                        values (:at, :actor, :operator, :action, :subjectType, :subject, :details::jsonb)""")
                .param("at", Sql.time(clock.instant()))
                .param("actor", actor)
                .param("operator", operator)
                .param("action", action)
                .param("subjectType", subjectType)
                .param("subject", subject)
                .param("details", json.writeValueAsString(details))
                .update();
    }
}
