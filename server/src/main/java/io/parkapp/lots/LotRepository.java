package io.parkapp.lots;

import io.parkapp.platform.Sql;
import io.parkapp.values.GeoPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Lots and their closures.
@Repository
class LotRepository {
    /// A lot's closures that are not over at `:now`, for a select list, as json.
    static final String CLOSURES_TO_COME = """
                select coalesce(jsonb_agg(jsonb_build_object(
                    'id', closure.id, 'from', lower(during), 'until', upper(during), 'reason', reason)
                    order by lower(during), closure.id), '[]')
                from lots.closure
                where closure.lot_id = lot.id and upper(during) > :now""";

    private static final String LOT = """
            select lot.*, (
            """ + CLOSURES_TO_COME + """
                ) as closures
            from lots.lot
            """;

    private static final TypeReference<List<OpeningHours>> HOURS = new TypeReference<>() {};
    private static final TypeReference<List<CancellationTerms>> TERMS = new TypeReference<>() {};
    private static final TypeReference<List<Closure>> CLOSURES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    LotRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// With its closures that are not over at `now`.
    Optional<Lot> find(UUID id, Instant now) {
        return jdbc.sql(LOT + "where lot.id = :id")
                .param("id", id)
                .param("now", Sql.time(now))
                .query(this::lot)
                .optional();
    }

    /// Nobody else changes it until this transaction ends; spots can still be claimed.
    Optional<Lot> lock(UUID id, Instant now) {
        return jdbc.sql(LOT + "where lot.id = :id for no key update of lot")
                .param("id", id)
                .param("now", Sql.time(now))
                .query(this::lot)
                .optional();
    }

    /// Waits for whoever holds the row `for key share` to claim a spot, and makes those who come later wait.
    Optional<Lot> lockAgainstClaims(UUID id, Instant now) {
        return jdbc.sql(LOT + "where lot.id = :id for update of lot")
                .param("id", id)
                .param("now", Sql.time(now))
                .query(this::lot)
                .optional();
    }

    UUID insert(UUID operatorId, LotDraft draft, String currency, Instant now) {
        return jdbc.sql("""
                        insert into lots.lot (
                            operator_id, name, address, city, pin_code, position, time_zone, currency, opening_hours,
                            entry_notes, payment_policy, free_until_minutes_before, late_refund_percent,
                            cancellation_exceptions, no_show_after_minutes, created_at)
                        values (
                            :operatorId, :name, :address, :city, :pinCode, point(:lng, :lat), :timeZone, :currency,
                            :openingHours::jsonb, :entryNotes, :paymentPolicy, :freeUntilMinutesBefore,
                            :lateRefundPercent, :cancellationExceptions::jsonb, :noShowAfterMinutes, :now)
                        returning id""")
                .param("operatorId", operatorId)
                .param("currency", currency)
                .param("now", Sql.time(now))
                .param("entryNotes", draft.entryNotes())
                .params(of(draft))
                .query(UUID.class)
                .single();
    }

    /// @param version that it must have; null for any
    /// @return whether it had it
    boolean update(UUID id, LotDraft draft, boolean archived, @Nullable Integer version, Instant now) {
        return jdbc.sql("""
                        update lots.lot
                        set name = :name, address = :address, city = :city, pin_code = :pinCode,
                            position = point(:lng, :lat), time_zone = :timeZone, opening_hours = :openingHours::jsonb,
                            entry_notes = :entryNotes, payment_policy = :paymentPolicy,
                            free_until_minutes_before = :freeUntilMinutesBefore,
                            late_refund_percent = :lateRefundPercent,
                            cancellation_exceptions = :cancellationExceptions::jsonb,
                            no_show_after_minutes = :noShowAfterMinutes,
                            archived_at = case when :archived then coalesce(archived_at, :now) end,
                            version = version + 1
                        where id = :id and version = coalesce(:version, version)""")
                        .param("id", id)
                        .param("archived", archived)
                        .param("version", version)
                        .param("now", Sql.time(now))
                        .param("entryNotes", draft.entryNotes())
                        .params(of(draft))
                        .update()
                == 1;
    }

    Closure addClosure(UUID lotId, Instant from, Instant until, @Nullable String reason, Instant now) {
        return jdbc.sql("""
                        insert into lots.closure (lot_id, during, reason, created_at)
                        values (:lotId, tstzrange(:from, :until), :reason, :now)
                        returning id, lower(during) as from_at, upper(during) as until_at, reason""")
                .param("lotId", lotId)
                .param("from", Sql.time(from))
                .param("until", Sql.time(until))
                .param("reason", reason)
                .param("now", Sql.time(now))
                .query(LotRepository::closure)
                .single();
    }

    Optional<Closure> findClosure(UUID lotId, UUID id) {
        return jdbc.sql("""
                        select id, lower(during) as from_at, upper(during) as until_at, reason
                        from lots.closure
                        where id = :id and lot_id = :lotId""")
                .param("id", id)
                .param("lotId", lotId)
                .query(LotRepository::closure)
                .optional();
    }

    void endClosure(UUID id, Instant now) {
        jdbc.sql("update lots.closure set during = tstzrange(lower(during), :now) where id = :id")
                .param("id", id)
                .param("now", Sql.time(now))
                .update();
    }

    void deleteClosure(UUID id) {
        jdbc.sql("delete from lots.closure where id = :id").param("id", id).update();
    }

    private Map<String, Object> of(LotDraft draft) {
        return Map.ofEntries(
                Map.entry("name", draft.name()),
                Map.entry("address", draft.address()),
                Map.entry("city", draft.city()),
                Map.entry("pinCode", draft.pinCode()),
                Map.entry("lng", draft.position().lng()),
                Map.entry("lat", draft.position().lat()),
                Map.entry("timeZone", draft.timeZone().getId()),
                Map.entry("openingHours", json.writeValueAsString(draft.openingHours())),
                Map.entry("paymentPolicy", draft.paymentPolicy().name()),
                Map.entry("freeUntilMinutesBefore", draft.cancellation().freeUntilMinutesBefore()),
                Map.entry("lateRefundPercent", draft.cancellation().lateRefundPercent()),
                Map.entry(
                        "cancellationExceptions",
                        json.writeValueAsString(draft.cancellation().exceptions())),
                Map.entry("noShowAfterMinutes", draft.noShowAfterMinutes()));
    }

    private static Closure closure(ResultSet row, int index) throws SQLException {
        return new Closure(
                Sql.id(row, "id"), Sql.instant(row, "from_at"), Sql.instant(row, "until_at"), row.getString("reason"));
    }

    /// A row of `lots.lot` with its `closures`.
    Lot lot(ResultSet row, int index) throws SQLException {
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
                new CancellationPolicy(
                        row.getInt("free_until_minutes_before"),
                        row.getInt("late_refund_percent"),
                        json.readValue(row.getString("cancellation_exceptions"), TERMS)),
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
