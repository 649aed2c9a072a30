package io.parkapp.lots;

import io.parkapp.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
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

    Map<UUID, Layout> layouts(Collection<UUID> lotIds) {
        var levels = new HashMap<UUID, List<Level>>();
        var spots = new HashMap<UUID, List<Spot>>();
        jdbc.sql("select lot_id, id, name, ordinal from lots.level where lot_id = any(:lotIds) order by ordinal, id")
                .param("lotIds", lotIds.toArray(UUID[]::new))
                .query(row -> {
                    levels.computeIfAbsent(Sql.id(row, "lot_id"), absent -> new ArrayList<>())
                            .add(new Level(Sql.id(row, "id"), row.getString("name"), row.getInt("ordinal")));
                });
        jdbc.sql("""
                        select spot.*, level.name as level_name, level.ordinal as level_ordinal
                        from lots.spot
                        join lots.level on level.id = spot.level_id
                        where spot.lot_id = any(:lotIds)
                        order by level.ordinal, spot.ordinal, spot.id""")
                .param("lotIds", lotIds.toArray(UUID[]::new))
                .query(SpotRepository::spot)
                .list()
                .forEach(each -> spots.computeIfAbsent(each.lotId(), absent -> new ArrayList<>())
                        .add(each));
        var layouts = new HashMap<UUID, Layout>();
        lotIds.forEach(each -> layouts.put(
                each,
                new Layout(
                        List.copyOf(levels.getOrDefault(each, List.of())),
                        List.copyOf(spots.getOrDefault(each, List.of())))));
        return layouts;
    }

    Optional<Spot> find(UUID id) {
        return jdbc.sql("""
                        select spot.*, level.name as level_name, level.ordinal as level_ordinal
                        from lots.spot
                        join lots.level on level.id = spot.level_id
                        where spot.id = :id""").param("id", id).query(SpotRepository::spot).optional();
    }

    List<Spot> labelled(UUID lotId, Collection<String> labels) {
        return jdbc.sql("""
                        select spot.*, level.name as level_name, level.ordinal as level_ordinal
                        from lots.spot
                        join lots.level on level.id = spot.level_id
                        where spot.lot_id = :lotId and spot.label = any(:labels)
                        order by level.ordinal, spot.ordinal, spot.id""")
                .param("lotId", lotId)
                .param("labels", labels.toArray(String[]::new))
                .query(SpotRepository::spot)
                .list();
    }

    int count(UUID lotId) {
        return jdbc.sql("select count(*) from lots.spot where lot_id = :lotId")
                .param("lotId", lotId)
                .query(Integer.class)
                .single();
    }

    Optional<UUID> lotOfLevel(UUID levelId) {
        return jdbc.sql("select lot_id from lots.level where id = :levelId")
                .param("levelId", levelId)
                .query(UUID.class)
                .optional();
    }

    /// Behind those that the lot has; a level that it has already stays where it is.
    void addLevels(UUID lotId, List<String> names) {
        jdbc.sql("""
                        insert into lots.level (lot_id, name, ordinal)
                        select :lotId, wanted.name, last.ordinal + wanted.place
                        from unnest(cast(:names as text[])) with ordinality as wanted (name, place),
                            (select coalesce(max(ordinal), -1) as ordinal from lots.level where lot_id = :lotId) as last
                        on conflict on constraint one_level_per_name do nothing""")
                .param("lotId", lotId)
                .param("names", names.toArray(String[]::new))
                .update();
    }

    /// Behind those that the lot has, on levels that it has.
    ///
    /// @return labels that were not added, since the lot has such spots already
    List<String> addSpots(UUID lotId, List<SpotPlan.NewSpot> spots, Instant now) {
        return jdbc.sql("""
                        with wanted as (
                            select level, label, kind, place
                            from unnest(cast(:levels as text[]), cast(:labels as text[]), cast(:kinds as text[]))
                                with ordinality as wanted (level, label, kind, place)
                        ), added as (
                            insert into lots.spot (lot_id, level_id, label, ordinal, kind, created_at)
                            select :lotId, level.id, wanted.label, last.ordinal + wanted.place, wanted.kind, :now
                            from wanted
                            join lots.level on level.lot_id = :lotId and level.name = wanted.level,
                                (select coalesce(max(ordinal), -1) as ordinal from lots.spot where lot_id = :lotId) as last
                            on conflict on constraint one_spot_per_label do nothing
                            returning label
                        )
                        select label from wanted where label not in (select label from added) order by place""")
                .param("lotId", lotId)
                .param("levels", spots.stream().map(SpotPlan.NewSpot::level).toArray(String[]::new))
                .param("labels", spots.stream().map(SpotPlan.NewSpot::label).toArray(String[]::new))
                .param("kinds", spots.stream().map(each -> each.kind().name()).toArray(String[]::new))
                .param("now", Sql.time(now))
                .query((row, index) -> row.getString("label"))
                .list();
    }

    void update(UUID id, String label, SpotKind kind, boolean inService, UUID levelId) {
        jdbc.sql("""
                        update lots.spot
                        set label = :label, kind = :kind, in_service = :inService, level_id = :levelId
                        where id = :id""")
                .param("id", id)
                .param("label", label)
                .param("kind", kind.name())
                .param("inService", inService)
                .param("levelId", levelId)
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from lots.spot where id = :id").param("id", id).update();
    }

    void renameLevel(UUID id, String name) {
        jdbc.sql("update lots.level set name = :name where id = :id")
                .param("id", id)
                .param("name", name)
                .update();
    }

    /// By lot.
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
