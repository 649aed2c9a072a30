package io.parkapp.lots;

import io.parkapp.platform.Sql;
import io.parkapp.values.GeoPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Lots and their closures.
@Repository
class LotRepository {
    private static final TypeReference<List<OpeningHours>> HOURS = new TypeReference<>() {};
    private static final TypeReference<List<Closure>> CLOSURES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    LotRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// With its closures that are not over at `now`.
    Optional<Lot> find(UUID id, Instant now) {
        return jdbc.sql("""
                        select lot.*, (
                            select coalesce(jsonb_agg(jsonb_build_object(
                                'id', id, 'from', lower(during), 'until', upper(during), 'reason', reason)
                                order by lower(during), id), '[]')
                            from lots.closure
                            where lot_id = lot.id and upper(during) > :now) as closures
                        from lots.lot
                        where id = :id""")
                .param("id", id)
                .param("now", Sql.time(now))
                .query(this::lot)
                .optional();
    }

    private Lot lot(ResultSet row, int index) throws SQLException {
        return new Lot(
                Sql.id(row, "id"),
                Sql.id(row, "operator_id"),
                row.getString("name"),
                row.getString("address"),
                row.getString("city"),
                row.getString("pin_code"),
                position(row.getString("position")),
                ZoneId.of(row.getString("time_zone")),
                row.getString("currency"),
                json.readValue(row.getString("opening_hours"), HOURS),
                row.getString("entry_notes"),
                PaymentPolicy.valueOf(row.getString("payment_policy")),
                new CancellationPolicy(row.getInt("free_until_minutes_before"), row.getInt("late_refund_percent")),
                row.getInt("no_show_after_minutes"),
                row.getObject("archived_at") != null,
                row.getInt("version"),
                json.readValue(row.getString("closures"), CLOSURES));
    }

    /// PostgreSQL writes a point as `(longitude,latitude)`.
    private static GeoPosition position(String point) {
        var comma = point.indexOf(',');
        return new GeoPosition(
                Double.parseDouble(point.substring(comma + 1, point.length() - 1)),
                Double.parseDouble(point.substring(1, comma)));
    }
}
