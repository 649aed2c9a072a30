package io.parkapp.tariffs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parkapp.platform.Caches;
import io.parkapp.platform.Sql;
import io.parkapp.pricing.Pricing;
import io.parkapp.pricing.Tariff;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class VersionRepository {
    /// Of all documents that are remembered; ready to compute with, one takes some ten times the memory.
    private static final long CHARS_REMEMBERED_MAX = Caches.heapBytes(5) / 10;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    /// By their document, as the database writes it: many lots have the same, and making it ready takes longer than
    /// reading it.
    private final Cache<String, Pricing> pricings = Caffeine.newBuilder()
            .maximumWeight(CHARS_REMEMBERED_MAX)
            .weigher((String document, Pricing pricing) -> document.length())
            .build();

    VersionRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Each lot's versions by the time they start to hold.
    List<Version> ofLots(Collection<UUID> lotIds) {
        return jdbc.sql("""
                        select id, lot_id, number, effective_from, ends_at, document, created_at
                        from tariffs.version
                        where lot_id = any(:lotIds)
                        order by lot_id, effective_from""")
                .param("lotIds", lotIds.toArray(UUID[]::new))
                .query(this::version)
                .list();
    }

    Optional<Version> find(UUID id) {
        return jdbc.sql("""
                        select id, lot_id, number, effective_from, ends_at, document, created_at
                        from tariffs.version
                        where id = :id""").param("id", id).query(this::version).optional();
    }

    /// Versions of a lot are added one after the other, so that their numbers have no gap.
    void lockLot(UUID lotId) {
        jdbc.sql("select id from lots.lot where id = :lotId for no key update")
                .param("lotId", lotId)
                .query((row, index) -> Sql.id(row, "id"))
                .single();
    }

    /// Nothing where the lot has a version from that very time on.
    Optional<Version> insert(UUID lotId, Tariff tariff, Instant effectiveFrom, UUID creator, Instant now) {
        return jdbc.sql("""
                        insert into tariffs.version (lot_id, number, effective_from, document, created_at, created_by)
                        select :lotId, coalesce(max(number), 0) + 1, :effectiveFrom, :document::jsonb, :now, :creator
                        from tariffs.version
                        where lot_id = :lotId
                        on conflict on constraint one_version_per_date do nothing
                        returning id, lot_id, number, effective_from, ends_at, document, created_at""")
                .param("lotId", lotId)
                .param("effectiveFrom", Sql.time(effectiveFrom))
                .param("document", json.writeValueAsString(tariff))
                .param("now", Sql.time(now))
                .param("creator", creator)
                .query(this::version)
                .optional();
    }

    /// @return whether there is such a version without an end, and it holds until then
    boolean end(UUID id, Instant at) {
        return jdbc.sql("""
                        update tariffs.version set ends_at = :at
                        where id = :id and ends_at is null and effective_from < :at""").param("id", id).param("at", Sql.time(at)).update() == 1;
    }

    /// @return whether it was still to come
    boolean deleteUpcoming(UUID id, Instant now) {
        return jdbc.sql("delete from tariffs.version where id = :id and effective_from > :now")
                        .param("id", id)
                        .param("now", Sql.time(now))
                        .update()
                == 1;
    }

    private Version version(ResultSet row, int index) throws SQLException {
        return new Version(
                Sql.id(row, "id"),
                Sql.id(row, "lot_id"),
                row.getInt("number"),
                Sql.instant(row, "effective_from"),
                Sql.instantOrNull(row, "ends_at"),
                pricings.get(row.getString("document"), each -> Pricing.of(json.readValue(each, Tariff.class))),
                Sql.instant(row, "created_at"));
    }
}
