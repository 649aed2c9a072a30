package io.parkapp.parking;

import io.parkapp.lots.KindCount;
import io.parkapp.lots.SpotKind;
import io.parkapp.platform.Sql;
import io.parkapp.values.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which spots are free when, asked of the rows themselves: no counter that could drift.
@Repository
class AvailabilityRepository {
    private final JdbcClient jdbc;

    AvailabilityRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Set<UUID> taken(UUID lot, TimeWindow window, Instant now) {
        return new HashSet<>(ReservationRepository.window(jdbc.sql(ReservationRepository.TAKEN), window, now)
                .param("lot", lot)
                .query(UUID.class)
                .list());
    }

    /// Of each of these lots.
    ///
    /// @param claimsMax a calendar with more is not complete
    Map<UUID, Calendar> calendars(Collection<UUID> lots, int claimsMax) {
        var claims = new HashMap<UUID, List<Calendar.Claim>>();
        lots.forEach(each -> claims.put(each, new ArrayList<>()));
        jdbc.sql("""
                        select asked.lot_id, claim.*
                        from unnest(cast(:lots as uuid[])) as asked (lot_id)
                        cross join lateral (
                            select spot_id, case when spot.in_service then spot.kind end as kind,
                                   lower(during) as from_at, upper(during) as until_at, hold_until,
                                   case when status = 'CHECKED_IN' then until_at end as due_at
                            from parking.reservation
                            join lots.spot on spot.id = spot_id
                            where reservation.lot_id = asked.lot_id and status in ('HELD', 'CONFIRMED', 'CHECKED_IN')
                            limit :limit) as claim""")
                .param("lots", lots.toArray(UUID[]::new))
                .param("limit", claimsMax + 1)
                .query(row -> {
                    var kind = row.getString("kind");
                    claims.computeIfAbsent(Sql.id(row, "lot_id"), absent -> new ArrayList<>())
                            .add(new Calendar.Claim(
                                    Sql.id(row, "spot_id"),
                                    kind == null ? null : SpotKind.valueOf(kind),
                                    Sql.instant(row, "from_at"),
                                    Sql.instant(row, "until_at"),
                                    Sql.instantOrNull(row, "hold_until"),
                                    Sql.instantOrNull(row, "due_at")));
                });
        var calendars = new HashMap<UUID, Calendar>();
        claims.forEach(
                (lot, all) -> calendars.put(lot, all.size() > claimsMax ? Calendar.incomplete() : Calendar.of(all)));
        return calendars;
    }

    /// Of the spots in service, by lot and kind. A lot without spots in service is left out.
    Map<UUID, Map<SpotKind, KindCount>> count(Collection<UUID> lots, TimeWindow window, Instant now) {
        var counts = new HashMap<UUID, Map<SpotKind, KindCount>>();
        ReservationRepository.window(jdbc.sql("""
                        select asked.lot_id, spot.kind, spot.total, spot.free
                        from unnest(cast(:lots as uuid[])) as asked (lot_id)
                        cross join lateral (
                            with taken as materialized (
                                select spot_id from parking.reservation
                                where lot_id = asked.lot_id and during && tstzrange(:from, :until)
                                  and status in ('HELD', 'CONFIRMED', 'CHECKED_IN')
                                  and (hold_until is null or hold_until > :now)
                                union
                                select spot_id from parking.reservation
                                where lot_id = asked.lot_id and status = 'CHECKED_IN' and until_at <= :now
                                  and :from < cast(:now as timestamptz) + cast(:shadow as interval))
                            select kind, count(*) as total, count(*) - count(taken.spot_id) as free
                            from lots.spot left join taken on taken.spot_id = spot.id
                            where spot.lot_id = asked.lot_id and spot.in_service
                            group by kind) as spot"""), window, now)
                .param("lots", lots.toArray(UUID[]::new))
                .query(row -> {
                    var kind = SpotKind.valueOf(row.getString("kind"));
                    counts.computeIfAbsent(Sql.id(row, "lot_id"), absent -> new EnumMap<>(SpotKind.class))
                            .put(kind, new KindCount(kind, row.getInt("total"), row.getInt("free")));
                });
        return counts;
    }
}
