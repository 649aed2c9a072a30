package io.parkapp.reports;

import io.parkapp.lots.Lot;
import io.parkapp.lots.SpotKind;
import io.parkapp.parking.Stays;
import io.parkapp.platform.Sql;
import io.parkapp.pricing.Tariff;
import io.parkapp.values.Money;
import io.parkapp.values.TimeWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ReplayRepository {
    private static final TypeReference<List<Replay.Difference>> DIFFERENCES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReplayRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// A replay with what only its work needs.
    ///
    /// @param reachedAt when the last stay that is done began
    record Row(
            Replay replay,
            UUID operatorId,
            Tariff tariff,
            @Nullable Instant reachedAt,
            @Nullable UUID reachedId,
            Sums sums) {}

    /// What has been added up so far.
    record Sums(
            int paysMore,
            int paysLess,
            int paysSame,
            int withoutPrice,
            long beforeMinor,
            long afterMinor,
            List<Replay.Difference> largest) {
        int count() {
            return paysMore + paysLess + paysSame + withoutPrice;
        }
    }

    /// A stay that is over.
    ///
    /// @param charged what it was charged for
    record Stay(UUID id, TimeWindow charged, SpotKind kind, long priceMinor) {}

    /// Nothing while another one of the lot is not finished.
    Optional<UUID> insert(Lot lot, UUID requester, Tariff tariff, TimeWindow period, Instant now) {
        return jdbc.sql("""
                        insert into reports.replay
                            (operator_id, lot_id, requested_by, tariff, during, stays_total, currency, created_at)
                        select :operator, :lot, :requester, :tariff::jsonb, tstzrange(:from, :until),
                               count(*), :currency, :now
                        from parking.reservation
                        where lot_id = :lot and status = 'COMPLETED' and from_at >= :from and from_at < :until
                        on conflict (lot_id) where status in ('QUEUED', 'RUNNING') do nothing
                        returning id""")
                .param("operator", lot.operatorId())
                .param("lot", lot.id())
                .param("requester", requester)
                .param("tariff", json.writeValueAsString(tariff))
                .param("from", Sql.time(period.from()))
                .param("until", Sql.time(period.until()))
                .param("currency", lot.currency())
                .param("now", Sql.time(now))
                .query((row, index) -> Sql.id(row, "id"))
                .optional();
    }

    Optional<Row> find(UUID id) {
        return jdbc.sql("""
                        select id, operator_id, lot_id, tariff, lower(during) as from_at, upper(during) as until_at, status,
                               stays_total, stays_done, reached_at, reached_id, pays_more, pays_less, pays_same,
                               without_price, before_minor, after_minor, currency, largest, created_at, finished_at
                        from reports.replay where id = :id""").param("id", id).query(this::row).optional();
    }

    /// Like [#find], keeping others from changing it meanwhile.
    Optional<Row> lock(UUID id) {
        return jdbc.sql("select id from reports.replay where id = :id for update")
                .param("id", id)
                .query((row, index) -> Sql.id(row, "id"))
                .optional()
                .flatMap(this::find);
    }

    /// The next ones in the order in which they began.
    List<Stay> next(Row row, int count) {
        return jdbc.sql("""
                        select id, kind, price_minor, from_at,
                               case when drive_up or checked_out_at > until_at + cast(:grace as interval)
                                    then greatest(checked_out_at, from_at + interval '1 second')
                                    else until_at end as charged_until
                        from parking.reservation
                        where lot_id = :lot and status = 'COMPLETED' and from_at >= :from and from_at < :until
                            and (from_at, id) > (:reachedAt, :reachedId)
                        order by from_at, id
                        limit :count""")
                .param("lot", row.replay().lotId())
                .param("from", Sql.time(row.replay().from()))
                .param("until", Sql.time(row.replay().until()))
                .param("grace", Sql.interval(Stays.OVERSTAY_GRACE))
                .param("reachedAt", Sql.time(row.reachedAt() == null ? Instant.EPOCH : row.reachedAt()))
                .param("reachedId", row.reachedId() == null ? new UUID(0, 0) : row.reachedId())
                .param("count", count)
                .query((each, index) -> new Stay(
                        Sql.id(each, "id"),
                        new TimeWindow(Sql.instant(each, "from_at"), Sql.instant(each, "charged_until")),
                        SpotKind.valueOf(each.getString("kind")),
                        each.getLong("price_minor")))
                .list();
    }

    void progress(UUID id, Sums sums, Stay last) {
        jdbc.sql("""
                        update reports.replay
                        set status = 'RUNNING', stays_done = :done, stays_total = greatest(stays_total, :done),
                            reached_at = :reachedAt, reached_id = :reachedId, pays_more = :more, pays_less = :less,
                            pays_same = :same, without_price = :without, before_minor = :before, after_minor = :after,
                            largest = :largest::jsonb
                        where id = :id""")
                .param("id", id)
                .param("done", sums.count())
                .param("reachedAt", Sql.time(last.charged().from()))
                .param("reachedId", last.id())
                .param("more", sums.paysMore())
                .param("less", sums.paysLess())
                .param("same", sums.paysSame())
                .param("without", sums.withoutPrice())
                .param("before", sums.beforeMinor())
                .param("after", sums.afterMinor())
                .param("largest", json.writeValueAsString(sums.largest()))
                .update();
    }

    /// @return whether it was not finished yet
    boolean finish(UUID id, Replay.Status status, Instant now) {
        return jdbc.sql("""
                        update reports.replay
                        set status = :status, finished_at = :now,
                            stays_total = case when :status = 'DONE' then stays_done else stays_total end
                        where id = :id and status in ('QUEUED', 'RUNNING')""")
                        .param("id", id)
                        .param("status", status.name())
                        .param("now", Sql.time(now))
                        .update()
                == 1;
    }

    private Row row(ResultSet row, int index) throws SQLException {
        var currency = row.getString("currency");
        var status = Replay.Status.valueOf(row.getString("status"));
        var sums = new Sums(
                row.getInt("pays_more"),
                row.getInt("pays_less"),
                row.getInt("pays_same"),
                row.getInt("without_price"),
                row.getLong("before_minor"),
                row.getLong("after_minor"),
                json.readValue(row.getString("largest"), DIFFERENCES));
        var replay = new Replay(
                Sql.id(row, "id"),
                Sql.id(row, "lot_id"),
                status,
                Sql.instant(row, "from_at"),
                Sql.instant(row, "until_at"),
                row.getInt("stays_total"),
                row.getInt("stays_done"),
                Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "finished_at"),
                status == Replay.Status.DONE ? result(sums, currency) : null);
        return new Row(
                replay,
                Sql.id(row, "operator_id"),
                json.readValue(row.getString("tariff"), Tariff.class),
                Sql.instantOrNull(row, "reached_at"),
                row.getObject("reached_id", UUID.class),
                sums);
    }

    private static Replay.Result result(Sums sums, String currency) {
        return new Replay.Result(
                sums.paysMore(),
                sums.paysLess(),
                sums.paysSame(),
                sums.withoutPrice(),
                Money.of(sums.beforeMinor(), currency),
                Money.of(sums.afterMinor(), currency),
                sums.largest());
    }
}
