package io.parkapp.accounts;

import io.parkapp.platform.Sql;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AuditTrailRepository {
    private final JdbcClient jdbc;

    AuditTrailRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The newest first.
    ///
    /// @param operators whose entries; null for all, also those of no operator
    /// @param action how it begins: `lot.` for everything about lots
    /// @param before where the last page ended
    List<AuditEntry> list(
            UUID @Nullable [] operators,
            @Nullable UUID actor,
            @Nullable UUID subject,
            @Nullable String action,
            @Nullable UUID before,
            int limit) {
        return jdbc.sql("""
                        select entry.id, entry.at, entry.actor_id, actor.name as actor_name, entry.action,
                               entry.subject_type, entry.subject_id,
                               case when entry.subject_type = 'account' then person.name
                                    else coalesce(details ->> 'name', details ->> 'label', details ->> 'number')
                               end as subject_name,
                               (select string_agg(key || ': ' || value, ', ') from jsonb_each_text(details)) as details
                        from audit.entry
                        left join accounts.account as actor on actor.id = entry.actor_id
                        left join accounts.account as person
                               on entry.subject_type = 'account' and person.id = entry.subject_id
                        where (cast(:operators as uuid[]) is null or entry.operator_id = any(:operators))
                          and (cast(:actor as uuid) is null or entry.actor_id = :actor)
                          and (cast(:subject as uuid) is null or entry.subject_id = :subject)
                          and (cast(:action as text) is null or starts_with(entry.action, :action))
                          and (cast(:before as uuid) is null or entry.id < :before)
                        order by entry.id desc
                        limit :limit""")
                .param("operators", operators)
                .param("actor", actor)
                .param("subject", subject)
                .param("action", action)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> new AuditEntry(
                        Sql.id(row, "id"),
                        Sql.instant(row, "at"),
                        row.getObject("actor_id", UUID.class),
                        row.getString("actor_name"),
                        row.getString("action"),
                        row.getString("subject_type"),
                        Sql.id(row, "subject_id"),
                        row.getString("subject_name"),
                        row.getString("details")))
                .list();
    }
}
