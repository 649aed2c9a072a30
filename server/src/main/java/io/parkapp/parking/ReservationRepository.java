package io.parkapp.parking;

import io.parkapp.lots.PaymentPolicy;
import io.parkapp.lots.SpotKind;
import io.parkapp.parking.Reservation.Driver;
import io.parkapp.parking.Reservation.Place;
import io.parkapp.payments.Owed;
import io.parkapp.platform.Sql;
import io.parkapp.platform.StreamingSql;
import io.parkapp.pricing.PriceLine;
import io.parkapp.values.Money;
import io.parkapp.values.Plate;
import io.parkapp.values.TimeWindow;
import io.parkapp.vouchers.Voucher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// All the SQL about single reservations. Every change of state is one statement that names the state it starts from.
@Repository
class ReservationRepository {
    private static final TypeReference<List<PriceLine>> LINES = new TypeReference<>() {};
    private static final TypeReference<List<Voucher>> VOUCHERS = new TypeReference<>() {};

    /// A car that stays longer than reserved keeps its spot from whoever would come within this time.
    static final Duration OVERSTAY_SHADOW = Duration.ofHours(1);

    /// Where another car may stand: claimed for a part of the window, by a hold that has not lapsed; or not left though
    /// its time is over, while the window starts soon.
    static final String TAKEN = """
            select spot_id from parking.reservation
            where lot_id = :lot and during && tstzrange(:from, :until)
              and status in ('HELD', 'CONFIRMED', 'CHECKED_IN')
              and (hold_until is null or hold_until > :now)
            union all
            select spot_id from parking.reservation
            where lot_id = :lot and status = 'CHECKED_IN' and until_at <= :now
              and :from < cast(:now as timestamptz) + cast(:shadow as interval)
            """;

    private static final String READ = """
            select r.id, r.number, r.operator_id, r.lot_id, r.spot_id, r.kind, r.account_id, r.plate, r.from_at,
                   r.until_at, r.status, r.drive_up, r.payment_policy, r.hold_until, r.tariff_version_id,
                   r.tariff_version, r.price_minor, r.currency, r.tax_name, r.tax_percent, r.lines, r.discounts, r.kept_minor, r.free_until,
                   r.late_refund_percent, r.created_at, r.checked_in_at, r.checked_out_at, r.cancelled_at, r.version,
                   lot.name as lot_name, lot.address || ', ' || lot.pin_code || ' ' || lot.city as lot_address,
                   lot.time_zone, spot.label, level.name as level_name, account.name as driver_name,
                   account.email as driver_email,
                   (select coalesce(sum(amount_minor), 0) from payments.item
                    where subject_id = r.id) as billed_minor,
                   (select coalesce(sum(amount_minor), 0) from payments.charge
                    where subject_id = r.id and status = 'SUCCEEDED') as captured_minor,
                   (select coalesce(sum(refund.amount_minor), 0)
                    from payments.refund join payments.charge on charge.id = refund.charge_id
                    where charge.subject_id = r.id and refund.status <> 'FAILED') as refunded_minor
            from parking.reservation r
            join lots.lot on lot.id = r.lot_id
            join lots.spot on spot.id = r.spot_id
            join lots.level on level.id = spot.level_id
            join accounts.account on account.id = r.account_id
            """;

    /// What can reach beyond a time, without all that was over long before: few windows are longer than a week, and
    /// these have indexes of their own.
    private static final String SHORT_SINCE = """
            and r.until_at > :from and r.until_at - r.from_at <= interval '7 days'
            and r.from_at > cast(:from as timestamptz) - interval '7 days'
            """;
    private static final String LONG_SINCE = """
            and r.until_at > :from and r.until_at - r.from_at > interval '7 days'
            and r.from_at > cast(:from as timestamptz) - cast(:windowMax as interval)
            """;

    private static final String BY_ID = "(select r.id, r.from_at from parking.reservation r\n";
    private static final String NEWEST = "order by r.from_at desc, r.id desc limit :limit)\n";

    /// What of a list is asked for: within its head and its tail stand one or two selections of ids, each with the
    /// filter between begin and end.
    private enum Part {
        ROWS(READ + "where r.id in (select newest.id from (", BY_ID, NEWEST, """
                ) as newest order by newest.from_at desc, newest.id desc limit :limit)
                order by r.from_at desc, r.id desc"""),
        /// The same for all of some operators: the newest of each, from its index, and of these the newest.
        ROWS_BY_OPERATOR(
                READ + "where r.id in (select newest.id from lots.operator cross join lateral (",
                BY_ID,
                "and r.operator_id = operator.id\n" + NEWEST,
                """
                ) as newest where cast(:operators as uuid[]) is null or operator.id = any(:operators)
                order by newest.from_at desc, newest.id desc limit :limit)
                order by r.from_at desc, r.id desc"""),
        COUNT("select count(*) from (", BY_ID, ")\n", ") as asked");

        private final String head;
        private final String begin;
        private final String end;
        private final String tail;

        Part(String head, String begin, String end, String tail) {
            this.head = head;
            this.begin = begin;
            this.end = end;
            this.tail = tail;
        }
    }

    private final JdbcClient jdbc;
    private final StreamingSql streaming;
    private final JsonMapper json;

    ReservationRepository(JdbcClient jdbc, StreamingSql streaming, JsonMapper json) {
        this.jdbc = jdbc;
        this.streaming = streaming;
        this.json = json;
    }

    Optional<Reservation> find(UUID id) {
        return jdbc.sql(READ + " where r.id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /// Until the transaction ends, nobody else changes it.
    void lock(UUID id) {
        jdbc.sql("select id from parking.reservation where id = :id for no key update")
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    int countLive(UUID account) {
        return jdbc.sql("""
                        select count(*) from parking.reservation
                        where account_id = :account and status in ('HELD', 'CONFIRMED', 'CHECKED_IN')""").param("account", account).query(Integer.class).single();
    }

    /// What a list asks for; absent parts do not filter.
    ///
    /// @param operators whose reservations, besides `account`; null for everybody's
    /// @param limit null for all
    record Filter(
            @Nullable UUID account,
            @Nullable Set<UUID> operators,
            @Nullable UUID spotId,
            @Nullable UUID lotId,
            List<ReservationStatus> statuses,
            @Nullable String text,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Instant afterFrom,
            @Nullable UUID afterId,
            @Nullable Integer limit) {

        private Part rows() {
            return account == null && spotId == null && lotId == null && text == null
                    ? Part.ROWS_BY_OPERATOR
                    : Part.ROWS;
        }
    }

    /// Newest window first.
    List<Reservation> list(Filter filter) {
        return select(jdbc, filter.rows(), filter).query(this::read).list();
    }

    /// The same rows one by one. Needs a transaction around it.
    void each(Filter filter, Consumer<Reservation> each) {
        select(streaming.client(), filter.rows(), filter).query(row -> {
            each.accept(read(row, row.getRow()));
        });
    }

    long count(Filter filter) {
        return select(jdbc, Part.COUNT, filter).query(Long.class).single();
    }

    /// Only the conditions that are asked for stand in the statement, so that each gets its index.
    private static StatementSpec select(JdbcClient client, Part part, Filter filter) {
        var where = new StringBuilder("where true\n");
        if (filter.account() != null) {
            where.append("and r.account_id = :account\n");
        }
        if (filter.operators() != null && part != Part.ROWS_BY_OPERATOR) {
            where.append("and r.operator_id = any(:operators)\n");
        }
        if (filter.spotId() != null) {
            where.append("and r.spot_id = :spot\n");
        }
        if (filter.lotId() != null) {
            where.append("and r.lot_id = :lot\n");
        }
        if (!filter.statuses().isEmpty()) {
            where.append("and r.status = any(:statuses)\n");
            if (filter.statuses().stream().allMatch(ReservationStatus::isLive)) {
                // Said once more in the words of their index: they are few, however long the history.
                where.append("and r.status in ('HELD', 'CONFIRMED', 'CHECKED_IN')\n");
            }
        }
        if (filter.text() != null) {
            where.append("""
                    and (r.plate like '%' || :plate || '%' or r.number = :number
                         or r.lot_id = any (array(
                             select id from lots.lot where search like '%' || lots.fold(:text) || '%')))
                    """);
        }
        if (filter.until() != null) {
            where.append("and r.from_at < :until\n");
        }
        if (filter.afterId() != null) {
            where.append("and (r.from_at, r.id) < (:afterFrom, :afterId)\n");
        }
        var sql = new StringBuilder(part.head).append(part.begin).append(where);
        if (filter.from() != null) {
            sql.append(SHORT_SINCE)
                    .append(part.end)
                    .append("union all\n")
                    .append(part.begin)
                    .append(where);
            sql.append(LONG_SINCE);
        }
        sql.append(part.end).append(part.tail);
        var text = filter.text() == null ? "" : filter.text();
        return client.sql(sql.toString())
                .param("account", filter.account())
                .param(
                        "operators",
                        filter.operators() == null ? null : filter.operators().toArray(UUID[]::new))
                .param("spot", filter.spotId())
                .param("lot", filter.lotId())
                .param("statuses", filter.statuses().stream().map(Enum::name).toArray(String[]::new))
                .param("plate", Sql.likeLiteral(text.replaceAll("[\\s\\-.]", "").toUpperCase(Locale.ROOT)))
                .param("number", ReservationNumber.in(text).orElse(-1))
                .param("text", Sql.likeLiteral(text))
                .param("from", Sql.timeOrNull(filter.from()))
                .param("windowMax", Sql.interval(Reservation.WINDOW_MAX))
                .param("until", Sql.timeOrNull(filter.until()))
                .param("afterFrom", Sql.timeOrNull(filter.afterFrom()))
                .param("afterId", filter.afterId())
                .param("limit", filter.limit());
    }

    /// Confirmed ones that begin today by each lot's calendar, the soonest first.
    ///
    /// @param operators null for everybody's
    List<Reservation> arrivals(UUID @Nullable [] operators, Instant now, int limit) {
        return jdbc.sql(READ + """
                        where r.id in (
                            select expected.id
                            from lots.lot cross join lateral (
                                select id, from_at from parking.reservation
                                where lot_id = lot.id and status = 'CONFIRMED'
                                  and from_at >= date_trunc('day', cast(:now as timestamptz), lot.time_zone)
                                  and from_at < (date_trunc('day', cast(:now as timestamptz) at time zone lot.time_zone)
                                                 + interval '1 day') at time zone lot.time_zone
                                order by from_at, id limit :limit) as expected
                            where cast(:operators as uuid[]) is null or lot.operator_id = any(:operators)
                            order by expected.from_at, expected.id limit :limit)
                        order by r.from_at, r.id""")
                .param("operators", operators)
                .param("now", Sql.time(now))
                .param("limit", limit)
                .query(this::read)
                .list();
    }

    /// @return false when it is not HELD any more, or its spot is not kept any longer for a car that has not come
    boolean confirm(UUID id, Instant now) {
        return jdbc.sql("""
                        update parking.reservation
                        set status = 'CONFIRMED', hold_until = null, version = version + 1
                        where id = :id and status = 'HELD' and no_show_at > :now""").param("id", id).param("now", Sql.time(now)).update() == 1;
    }

    boolean cancel(Reservation seen, Money kept, Instant now) {
        return jdbc.sql("""
                        update parking.reservation
                        set status = 'CANCELLED', cancelled_at = :now, kept_minor = :kept, hold_until = null,
                            version = version + 1
                        where id = :id and version = :version and status in ('HELD', 'CONFIRMED')""")
                        .param("now", Sql.time(now))
                        .param("kept", kept.amountMinor())
                        .param("id", seen.id())
                        .param("version", seen.version())
                        .update()
                == 1;
    }

    boolean checkOut(
            Reservation seen,
            Money price,
            Owed.@Nullable Tax tax,
            List<PriceLine> lines,
            List<Voucher> vouchers,
            Instant now) {
        return tax(jdbc.sql("""
                        update parking.reservation
                        set status = 'COMPLETED', checked_out_at = :now, price_minor = :price,
                            tax_name = :taxName, tax_percent = cast(:taxPercent as numeric), lines = :lines::jsonb,
                            discounts = :discounts::jsonb, version = version + 1
                        where id = :id and version = :version and status = 'CHECKED_IN'"""), tax)
                        .param("now", Sql.time(now))
                        .param("price", price.amountMinor())
                        .param("lines", json.writeValueAsString(lines))
                        .param("discounts", json.writeValueAsString(vouchers))
                        .param("id", seen.id())
                        .param("version", seen.version())
                        .update()
                == 1;
    }

    /// The same stay at another price, with another code.
    boolean reprice(
            Reservation seen, Money price, Owed.@Nullable Tax tax, List<PriceLine> lines, List<Voucher> vouchers) {
        return tax(jdbc.sql("""
                        update parking.reservation
                        set price_minor = :price, tax_name = :taxName, tax_percent = cast(:taxPercent as numeric),
                            lines = :lines::jsonb, discounts = :discounts::jsonb, version = version + 1
                        where id = :id and version = :version and status in ('CONFIRMED', 'CHECKED_IN')"""), tax)
                        .param("price", price.amountMinor())
                        .param("lines", json.writeValueAsString(lines))
                        .param("discounts", json.writeValueAsString(vouchers))
                        .param("id", seen.id())
                        .param("version", seen.version())
                        .update()
                == 1;
    }

    boolean changePlate(Reservation seen, Plate plate) {
        return jdbc.sql("""
                        update parking.reservation set plate = :plate, version = version + 1
                        where id = :id and version = :version and status in ('HELD', 'CONFIRMED', 'CHECKED_IN')""")
                        .param("plate", plate.text())
                        .param("id", seen.id())
                        .param("version", seen.version())
                        .update()
                == 1;
    }

    /// A reservation that the passing of time has ended.
    record Ended(UUID id, UUID accountId, UUID operatorId, UUID lotId) {}

    /// Ends this hold, if its time is over.
    List<Ended> lapse(UUID id, Instant now) {
        return jdbc.sql("""
                        update parking.reservation set status = 'EXPIRED', hold_until = null, version = version + 1
                        where id = :id and status = 'HELD' and hold_until <= :now
                        returning id, account_id, operator_id, lot_id""")
                .param("id", id)
                .param("now", Sql.time(now))
                .query(ReservationRepository::ended)
                .list();
    }

    /// Ends holds whose time is over: all of a lot, or everywhere, oldest first and at most `limit` at once. Those of a
    /// lot stand in somebody's way, who therefore waits for another transaction that is ending them.
    List<Ended> lapse(@Nullable UUID lot, Instant now, int limit) {
        return jdbc.sql("""
                        update parking.reservation set status = 'EXPIRED', hold_until = null, version = version + 1
                        where id in (
                            select id from parking.reservation
                            where status = 'HELD' and hold_until <= :now and lot_id = coalesce(:lot, lot_id)
                            order by hold_until limit :limit
                            for update%s)
                        returning id, account_id, operator_id, lot_id""".formatted(lot == null ? " skip locked" : ""))
                .param("now", Sql.time(now))
                .param("lot", lot)
                .param("limit", limit)
                .query(ReservationRepository::ended)
                .list();
    }

    /// Frees the spots of cars that did not come, oldest first and at most `limit` at once.
    List<Ended> releaseNoShows(Instant now, int limit) {
        return jdbc.sql("""
                        update parking.reservation set status = 'NO_SHOW', version = version + 1
                        where id in (
                            select id from parking.reservation
                            where status = 'CONFIRMED' and no_show_at <= :now
                            order by no_show_at limit :limit
                            for update skip locked)
                        returning id, account_id, operator_id, lot_id""")
                .param("now", Sql.time(now))
                .param("limit", limit)
                .query(ReservationRepository::ended)
                .list();
    }

    /// Of these that nobody came for, those that were asked for more than was paid.
    List<Reservation> owingNoShows(List<UUID> ids) {
        return jdbc.sql("select * from (" + READ + """
                        where r.id = any(:ids) and r.status = 'NO_SHOW') as ended
                        where billed_minor > captured_minor - refunded_minor""")
                .param("ids", ids.toArray(UUID[]::new))
                .query(this::read)
                .list();
    }

    /// Of one that nobody came for: no more than this is asked for it.
    void keepOfNoShow(UUID id, Money kept) {
        jdbc.sql("""
                        update parking.reservation set kept_minor = :kept, version = version + 1
                        where id = :id and status = 'NO_SHOW'""").param("kept", kept.amountMinor()).param("id", id).update();
    }

    private static Ended ended(ResultSet row, int index) throws SQLException {
        return new Ended(
                Sql.id(row, "id"), Sql.id(row, "account_id"), Sql.id(row, "operator_id"), Sql.id(row, "lot_id"));
    }

    boolean hasLiveOfLot(UUID lot) {
        return jdbc.sql("""
                        select exists (select 1 from parking.reservation
                        where lot_id = :lot and status in ('HELD', 'CONFIRMED', 'CHECKED_IN'))""").param("lot", lot).query(Boolean.class).single();
    }

    /// Plates are personal: those of an erased person go, the rows and their money stay.
    void forgetPlatesOf(UUID account) {
        jdbc.sql("update parking.reservation set plate = :erased where account_id = :account")
                .param("erased", "ERASED")
                .param("account", account)
                .update();
    }

    static StatementSpec window(StatementSpec statement, TimeWindow window, Instant now) {
        return statement
                .param("from", Sql.time(window.from()))
                .param("until", Sql.time(window.until()))
                .param("now", Sql.time(now))
                .param("shadow", Sql.interval(OVERSTAY_SHADOW));
    }

    static StatementSpec tax(StatementSpec statement, Owed.@Nullable Tax tax) {
        return statement
                .param("taxName", tax == null ? null : tax.name())
                .param("taxPercent", tax == null ? null : tax.percent());
    }

    private Reservation read(ResultSet row, int index) throws SQLException {
        var currency = row.getString("currency");
        var kept = row.getObject("kept_minor", Long.class);
        var taxName = row.getString("tax_name");
        return new Reservation(
                Sql.id(row, "id"),
                row.getLong("number"),
                Sql.id(row, "operator_id"),
                new Place(
                        Sql.id(row, "lot_id"),
                        row.getString("lot_name"),
                        row.getString("lot_address"),
                        row.getString("time_zone"),
                        Sql.id(row, "spot_id"),
                        row.getString("label"),
                        row.getString("level_name")),
                SpotKind.valueOf(row.getString("kind")),
                new Driver(Sql.id(row, "account_id"), row.getString("driver_name"), row.getString("driver_email")),
                new Plate(row.getString("plate")),
                new TimeWindow(Sql.instant(row, "from_at"), Sql.instant(row, "until_at")),
                ReservationStatus.valueOf(row.getString("status")),
                row.getBoolean("drive_up"),
                PaymentPolicy.valueOf(row.getString("payment_policy")),
                Sql.instantOrNull(row, "hold_until"),
                Sql.id(row, "tariff_version_id"),
                row.getInt("tariff_version"),
                Money.of(row.getLong("price_minor"), currency),
                taxName == null ? null : new Owed.Tax(taxName, row.getBigDecimal("tax_percent")),
                json.readValue(Objects.requireNonNull(row.getString("lines")), LINES),
                json.readValue(Objects.requireNonNull(row.getString("discounts")), VOUCHERS),
                kept == null ? null : Money.of(kept, currency),
                Sql.instant(row, "free_until"),
                row.getInt("late_refund_percent"),
                Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "checked_in_at"),
                Sql.instantOrNull(row, "checked_out_at"),
                Sql.instantOrNull(row, "cancelled_at"),
                row.getInt("version"),
                Money.of(row.getLong("billed_minor"), currency),
                Money.of(row.getLong("captured_minor"), currency),
                Money.of(row.getLong("refunded_minor"), currency));
    }
}
