package io.parkapp.tariffs;

import io.parkapp.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class VersionRepository {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    VersionRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Each lot's versions by the time they start to hold.
    List<Version> ofLots(Collection<UUID> lotIds) {
        return jdbc.sql("""
                        select id, lot_id, number, effective_from, document, created_at
                        from tariffs.version
                        where lot_id = any(:lotIds)
                        order by lot_id, effective_from""")
                .param("lotIds", lotIds.toArray(UUID[]::new))
                .query(this::version)
                .list();
    }

    Optional<Version> find(UUID id) {
        return jdbc.sql("""
                        select id, lot_id, number, effective_from, document, created_at
                        from tariffs.version
                        where id = :id""").param("id", id).query(this::version).optional();
    }

    private Version version(ResultSet row, int index) throws SQLException {
        return new Version(
                Sql.id(row, "id"),
                Sql.id(row, "lot_id"),
                row.getInt("number"),
                Sql.instant(row, "effective_from"),
                json.readValue(row.getString("document"), Tariff.class),
                Sql.instant(row, "created_at"));
    }
}
