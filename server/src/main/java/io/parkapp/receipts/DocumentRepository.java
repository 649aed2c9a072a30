package io.parkapp.receipts;

import io.parkapp.platform.Sql;
import io.parkapp.platform.StreamingSql;
import io.parkapp.values.Language;
import io.parkapp.values.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class DocumentRepository {
    /// Payments for reservations that have no document yet; of one payment, or the oldest of all.
    private static final String MISSING = """
            payment as materialized (
                select missing.*
                from (
                    select charge.id as payment_id, 'RECEIPT' as kind, charge.id as charge_id, charge.subject_id,
                           charge.provider, charge.amount_minor, charge.currency, charge.succeeded_at as at
                    from payments.charge
                    where charge.status = 'SUCCEEDED'
                      and not exists (select from receipts.document where document.charge_id = charge.id)
                    union all
                    select refund.id, 'CREDIT_NOTE', refund.charge_id, charge.subject_id,
                           charge.provider, refund.amount_minor, refund.currency, refund.settled_at
                    from payments.refund join payments.charge on charge.id = refund.charge_id
                    where refund.status = 'SUCCEEDED'
                      and not exists (select from receipts.document where document.refund_id = refund.id)
                ) as missing
                where exists (select from parking.reservation where reservation.id = missing.subject_id)
                  %s)
            """;

    private static final String OF_ONE = "and missing.payment_id = :payment";
    private static final String THE_OLDEST = "order by missing.at, missing.payment_id limit :limit";

    /// Takes the numbers, writes the contents and stores both, in one statement for however many. `known` are the
    /// documents of the same stays, from before and of now.
    private static final String ISSUE = "with " + MISSING + """
            , placed as (
                select payment.*, reservation.operator_id, reservation.lot_id,
                       left(payment.kind, 1) || '-'
                           || to_char(payment.at at time zone lot.time_zone, 'YYYY') as series
                from payment
                join parking.reservation on reservation.id = payment.subject_id
                join lots.lot on lot.id = reservation.lot_id
                where jsonb_exists(cast(:tariffHashes as jsonb), reservation.tariff_version_id::text)
            ), taken as (
                insert into receipts.series as known (operator_id, series, last_number)
                select operator_id, series, count(*)
                from placed
                group by operator_id, series
                order by operator_id, series
                on conflict (operator_id, series) do update
                    set last_number = known.last_number + excluded.last_number
                returning known.operator_id, known.series, coalesce(old.last_number, 0) as last_number
            ), numbered as materialized (
                select placed.*,
                       taken.last_number + row_number() over (
                           partition by placed.operator_id, placed.series order by placed.at, placed.payment_id) as number
                from placed join taken using (operator_id, series)
            ), known as (
                select false as is_new, document.subject_id, coalesce(refund_id, document.charge_id) as payment_id,
                       document.kind, document.charge_id, null as provider, document.operator_id, document.lot_id,
                       document.series, document.number, document.issued_at, document.currency, document.total_minor
                from receipts.document
                where document.subject_id in (select subject_id from payment)
                union all
                select true, subject_id, payment_id, kind, charge_id, provider, operator_id, lot_id,
                       series, number::int, at, currency, amount_minor
                from numbered
            ), referred as (
                select known.*, jsonb_build_object(
                           'number', receipts.spoken(series, number), 'kind', kind,
                           'issuedAt', receipts.instant(issued_at), 'totalMinor', total_minor) as reference
                from known
            ), history as materialized (
                select referred.*,
                       coalesce(jsonb_agg(reference) over so_far, '[]') as earlier,
                       coalesce(sum(case kind when 'RECEIPT' then total_minor else -total_minor end) over so_far, 0)
                           as received_minor,
                       first_value(case kind when 'RECEIPT' then reference end) over (
                           partition by charge_id order by kind desc) as receipt
                from referred
                window so_far as (partition by subject_id order by is_new, issued_at, payment_id
                                  rows between unbounded preceding and 1 preceding)
            ), written as materialized (
                select it.*, account.language,
                       jsonb_strip_nulls(jsonb_build_object(
                           'number', receipts.spoken(it.series, it.number),
                           'kind', it.kind,
                           'issuedAt', receipts.instant(it.issued_at),
                           'language', account.language,
                           'corrects', case it.kind when 'CREDIT_NOTE' then it.receipt end,
                           'seller', jsonb_build_object(
                               'name', coalesce(operator.legal_name, operator.name), 'address', operator.address,
                               'taxNumber', operator.tax_number, 'email', operator.support_email,
                               'phone', operator.support_phone),
                           'stay', jsonb_build_object(
                               'reservationId', r.id, 'number', 'P' || r.number, 'plate', r.plate,
                               'lotId', r.lot_id, 'lotName', lot.name,
                               'lotAddress', lot.address || ', ' || lot.pin_code || ' ' || lot.city,
                               'timeZone', lot.time_zone, 'spotLabel', spot.label, 'levelName', level.name,
                               'kind', r.kind, 'from', receipts.instant(r.from_at),
                               'until', receipts.instant(r.until_at), 'driveUp', r.drive_up,
                               'checkedInAt', receipts.instant(r.checked_in_at),
                               'checkedOutAt', receipts.instant(r.checked_out_at),
                               'cancelledAt', receipts.instant(r.cancelled_at)),
                           'tariff', jsonb_build_object(
                               'versionId', r.tariff_version_id, 'version', r.tariff_version,
                               'hash', cast(:tariffHashes as jsonb) ->> r.tariff_version_id::text),
                           'lines', r.lines,
                           'taxes', case when r.tax_name is null then jsonb_build_array() else jsonb_build_array(
                               jsonb_build_object(
                                   'name', r.tax_name, 'percent', trim_scale(r.tax_percent)::text,
                                   'included', coalesce(version.document #> '{tax,included}', 'true'),
                                   'netMinor', it.total_minor - tax.minor, 'taxMinor', tax.minor)) end,
                           'payment', jsonb_build_object(
                               'id', it.payment_id, 'method', it.provider,
                               'at', receipts.instant(it.issued_at)),
                           'earlier', it.earlier,
                           'currency', it.currency,
                           'priceMinor', r.price_minor,
                           'correctedMinor', bill.corrected_minor,
                           'totalMinor', it.total_minor,
                           'owedMinor', owed.minor,
                           'balanceMinor', owed.minor - it.received_minor
                               - case it.kind when 'RECEIPT' then it.total_minor
                                      else -it.total_minor end))::text as content
                from history as it
                join parking.reservation r on r.id = it.subject_id
                join accounts.account on account.id = r.account_id
                join lots.operator on operator.id = r.operator_id
                join lots.lot on lot.id = r.lot_id
                join lots.spot on spot.id = r.spot_id
                join lots.level on level.id = spot.level_id
                join tariffs.version on version.id = r.tariff_version_id
                cross join lateral (values (payments.tax_within(it.total_minor, r.tax_percent))) as tax (minor)
                cross join lateral (
                    select coalesce(sum(amount_minor), 0) as billed_minor,
                           coalesce(sum(amount_minor) filter (where item.kind = 'CORRECTION'), 0) as corrected_minor
                    from payments.item
                    where item.subject_id = r.id
                ) as bill
                cross join lateral (
                    select case r.status when 'HELD' then r.price_minor when 'EXPIRED' then 0 else billed_minor end as minor
                ) as owed
                where it.is_new
            ), hashed as materialized (
                select written.*, encode(sha256(convert_to(content, 'UTF8')), 'hex') as hash
                from written
            )
            insert into receipts.document
                (operator_id, lot_id, series, number, kind, charge_id, refund_id, subject_id, issued_at, language,
                 currency, total_minor, content, hash, code)
            select operator_id, lot_id, series, number, kind,
                   case kind when 'RECEIPT' then payment_id end, case kind when 'CREDIT_NOTE' then payment_id end,
                   subject_id, issued_at, language, currency, total_minor, content, hash, receipts.code(hash)
            from hashed
            """;

    private static final String READ = """
            select document.id, document.subject_id, document.spoken_number, document.kind, document.issued_at,
                   document.language, document.currency, document.total_minor, document.content, document.hash, document.code
            from receipts.document
            """;

    private static final String LIST = """
            select document.id, document.spoken_number, document.kind, document.issued_at, document.currency,
                   document.total_minor, document.subject_id, 'P' || reservation.number as reservation_number,
                   document.lot_id, lot.name as lot_name, lot.time_zone, document.code
            from receipts.document
            join parking.reservation on reservation.id = document.subject_id
            join lots.lot on lot.id = document.lot_id
            """;

    /// What of a list is asked for.
    private enum Part {
        ROWS(LIST, "order by document.issued_at desc, document.id desc limit :limit"),
        /// The same for all of some operators: the newest of each, from its index, and of these the newest.
        ROWS_BY_OPERATOR(LIST + """
                where document.id in (
                    select newest.id from lots.operator cross join lateral (
                        select document.id, document.issued_at from receipts.document
                """, """
                        and document.operator_id = operator.id
                        order by document.issued_at desc, document.id desc limit :limit) as newest
                    where cast(:operators as uuid[]) is null or operator.id = any(:operators)
                    order by newest.issued_at desc, newest.id desc limit :limit)
                order by document.issued_at desc, document.id desc"""),
        COUNT("""
                select count(*)
                from receipts.document join parking.reservation on reservation.id = document.subject_id
                """, "");

        private final String head;
        private final String tail;

        Part(String head, String tail) {
            this.head = head;
            this.tail = tail;
        }
    }

    private final JdbcClient jdbc;
    private final StreamingSql streaming;
    private final JsonMapper json;

    DocumentRepository(JdbcClient jdbc, StreamingSql streaming, JsonMapper json) {
        this.jdbc = jdbc;
        this.streaming = streaming;
        this.json = json;
    }

    /// The version that prices the stay. Until the transaction ends nobody changes the reservation, and another
    /// payment for it waits: the next document knows of this one. Empty if it is no reservation.
    Optional<UUID> lockTariffOf(UUID subject) {
        return jdbc.sql("select tariff_version_id from parking.reservation where id = :subject for no key update")
                .param("subject", subject)
                .query(UUID.class)
                .optional();
    }

    List<UUID> tariffsOfMissing(int limit) {
        return jdbc.sql("with " + MISSING.formatted(THE_OLDEST) + """
                        select distinct reservation.tariff_version_id
                        from payment join parking.reservation on reservation.id = payment.subject_id""")
                .param("limit", limit)
                .query((row, index) -> Sql.id(row, "tariff_version_id"))
                .list();
    }

    /// For this charge or refund, unless it has its document.
    ///
    /// @param tariffHashes by tariff version
    /// @return what was issued; nothing where it was before
    Optional<UUID> issue(UUID payment, Map<UUID, String> tariffHashes) {
        return jdbc.sql(ISSUE.formatted(OF_ONE) + "returning id")
                .param("payment", payment)
                .param("tariffHashes", json.writeValueAsString(tariffHashes))
                .query(UUID.class)
                .optional();
    }

    /// @return how many
    int issueMissing(Map<UUID, String> tariffHashes, int limit) {
        return jdbc.sql(ISSUE.formatted(THE_OLDEST))
                .param("limit", limit)
                .param("tariffHashes", json.writeValueAsString(tariffHashes))
                .update();
    }

    Optional<Document> find(UUID id) {
        return jdbc.sql(READ + "where document.id = :id")
                .param("id", id)
                .query(DocumentRepository::document)
                .optional();
    }

    Optional<Document> findByCode(String code) {
        return jdbc.sql(READ + "where document.code = :code")
                .param("code", code)
                .query(DocumentRepository::document)
                .optional();
    }

    /// The latest receipt.
    Optional<Document> latestOf(UUID reservation) {
        return jdbc.sql(READ + """
                        where document.subject_id = :reservation and document.kind = 'RECEIPT'
                        order by document.issued_at desc, document.id desc
                        limit 1""")
                .param("reservation", reservation)
                .query(DocumentRepository::document)
                .optional();
    }

    /// Newest first.
    List<ReceiptAnswer> ofReservation(UUID reservation) {
        return jdbc.sql(LIST + """
                        where document.subject_id = :reservation
                        order by document.issued_at desc, document.id desc""")
                .param("reservation", reservation)
                .query(DocumentRepository::answer)
                .list();
    }

    /// What a list asks for; absent parts do not filter.
    ///
    /// @param operators whose documents; null for everybody's
    /// @param account who reserved; null for everybody
    /// @param text the beginning of a document's number, the number of a reservation, or a part of a plate
    /// @param limit null for all
    record Filter(
            @Nullable Set<UUID> operators,
            @Nullable UUID account,
            @Nullable UUID lotId,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable DocumentKind kind,
            @Nullable String text,
            @Nullable Instant afterIssued,
            @Nullable UUID afterId,
            @Nullable Integer limit) {

        private Part rows() {
            return account == null && lotId == null && text == null ? Part.ROWS_BY_OPERATOR : Part.ROWS;
        }
    }

    /// Newest first.
    List<ReceiptAnswer> list(Filter filter) {
        return select(jdbc, filter.rows(), filter)
                .query(DocumentRepository::answer)
                .list();
    }

    /// The same rows one by one. Needs a transaction around it.
    void each(Filter filter, Consumer<ReceiptAnswer> each) {
        select(streaming.client(), filter.rows(), filter).query(row -> {
            each.accept(answer(row, row.getRow()));
        });
    }

    long count(Filter filter) {
        return select(jdbc, Part.COUNT, filter).query(Long.class).single();
    }

    /// Only the conditions that are asked for stand in the statement, so that each gets its index.
    private static StatementSpec select(JdbcClient client, Part part, Filter filter) {
        var sql = new StringBuilder(part.head).append("where true\n");
        if (filter.operators() != null && part != Part.ROWS_BY_OPERATOR) {
            sql.append("and document.operator_id = any(:operators)\n");
        }
        if (filter.account() != null) {
            sql.append("and reservation.account_id = :account\n");
        }
        if (filter.lotId() != null) {
            sql.append("and document.lot_id = :lot\n");
        }
        if (filter.from() != null) {
            sql.append("and document.issued_at >= :from\n");
        }
        if (filter.until() != null) {
            sql.append("and document.issued_at < :until\n");
        }
        if (filter.kind() != null) {
            sql.append("and document.kind = :kind\n");
        }
        if (filter.text() != null) {
            sql.append("""
                    and (document.spoken_number like :text || '%' or 'P' || reservation.number = :text
                         or reservation.plate like '%' || :plate || '%')
                    """);
        }
        if (filter.afterId() != null) {
            sql.append("and (document.issued_at, document.id) < (:afterIssued, :afterId)\n");
        }
        sql.append(part.tail);
        var text = filter.text() == null ? "" : Sql.likeLiteral(filter.text().toUpperCase(Locale.ROOT));
        return client.sql(sql.toString())
                .param(
                        "operators",
                        filter.operators() == null ? null : filter.operators().toArray(UUID[]::new))
                .param("account", filter.account())
                .param("lot", filter.lotId())
                .param("from", Sql.timeOrNull(filter.from()))
                .param("until", Sql.timeOrNull(filter.until()))
                .param("kind", filter.kind() == null ? null : filter.kind().name())
                .param("text", text)
                .param("plate", text.replaceAll("[\\s\\-.]", ""))
                .param("afterIssued", Sql.timeOrNull(filter.afterIssued()))
                .param("afterId", filter.afterId())
                .param("limit", filter.limit());
    }

    private static ReceiptAnswer answer(ResultSet row, int index) throws SQLException {
        return new ReceiptAnswer(
                Sql.id(row, "id"),
                row.getString("spoken_number"),
                DocumentKind.valueOf(row.getString("kind")),
                Sql.instant(row, "issued_at"),
                Money.of(row.getLong("total_minor"), row.getString("currency")),
                Sql.id(row, "subject_id"),
                row.getString("reservation_number"),
                Sql.id(row, "lot_id"),
                row.getString("lot_name"),
                row.getString("time_zone"),
                row.getString("code"));
    }

    private static Document document(ResultSet row, int index) throws SQLException {
        return new Document(
                Sql.id(row, "id"),
                Sql.id(row, "subject_id"),
                row.getString("spoken_number"),
                DocumentKind.valueOf(row.getString("kind")),
                Sql.instant(row, "issued_at"),
                Language.of(row.getString("language")),
                Money.of(row.getLong("total_minor"), row.getString("currency")),
                row.getString("content"),
                row.getString("hash"),
                row.getString("code"));
    }
}
