package io.parkapp.lots;

import io.parkapp.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Levels and spots.
@Repository
class SpotRepository {
    private final JdbcClient jdbc;

    SpotRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Level> levels(UUID lotId) {
        return jdbc.sql("select id, name, ordinal from lots.level where lot_id = :lotId order by ordinal, id")
                .param("lotId", lotId)
                .query((row, index) -> new Level(Sql.id(row, "id"), row.getString("name"), row.getInt("ordinal")))
                .list();
    }

    List<Spot> ofLot(UUID lotId) {
        return jdbc.sql("""
                        select spot.*, level.name as level_name, level.ordinal as level_ordinal
                        from lots.spot
                        join lots.level on level.id = spot.level_id
                        where spot.lot_id = :lotId
                        order by level.ordinal, spot.ordinal, spot.id""").param("lotId", lotId).query(SpotRepository::spot).list();
    }

    Optional<Spot> find(UUID id) {
        return jdbc.sql("""
                        select spot.*, level.name as level_name, level.ordinal as level_ordinal
                        from lots.spot
                        join lots.level on level.id = spot.level_id
                        where spot.id = :id""").param("id", id).query(SpotRepository::spot).optional();
    }

    Map<UUID, Map<SpotKind, Integer>> countInService(Collection<UUID> lotIds) {
        var counts = new HashMap<UUID, Map<SpotKind, Integer>>();
        jdbc.sql("""
                        select lot_id, kind, count(*) as spots
                        from lots.spot
                        where in_service and lot_id = any(:lotIds)
                        group by lot_id, kind""").param("lotIds", lotIds.toArray(UUID[]::new)).query(row -> {
            counts.computeIfAbsent(Sql.id(row, "lot_id"), lot -> new EnumMap<>(SpotKind.class))
                    .put(SpotKind.valueOf(row.getString("kind")), row.getInt("spots"));
        });
        return counts;
    }

    private static Spot spot(ResultSet row, int index) throws SQLException {
        return new Spot(
                Sql.id(row, "id"),
                Sql.id(row, "lot_id"),
                Sql.id(row, "level_id"),
                row.getString("level_name"),
                row.getInt("level_ordinal"),
                row.getString("label"),
                row.getInt("ordinal"),
                SpotKind.valueOf(row.getString("kind")),
                row.getBoolean("in_service"));
    }
}
