package io.parkapp.vouchers;

import io.parkapp.platform.Sql;
import io.parkapp.values.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Merchants and codes as their operator keeps them.
@Repository
class CodeRepository {
    static final String READ = """
            select code.*, merchant.name as merchant_name
            from vouchers.code
            left join vouchers.merchant on merchant.id = code.merchant_id
            """;

    /// The month is that of the clocks at the operator's first lot; the others are as good as always in the same zone.
    private static final String MERCHANTS = """
            select merchant.*, coalesce(spending.used_minor, 0) as used_minor
            from vouchers.merchant
            left join vouchers.spending on spending.merchant_id = merchant.id and spending.currency = merchant.currency
                and spending.month = (
                    select date_trunc('month', cast(:now as timestamptz) at time zone lot.time_zone)::date
                    from lots.lot
                    where lot.operator_id = merchant.operator_id
                    order by lot.archived_at is not null, lot.created_at, lot.id limit 1)
            """;

    private final JdbcClient jdbc;

    CodeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Merchant> merchants(UUID operator, Instant now, int limit) {
        return jdbc.sql(MERCHANTS + """
                        where merchant.operator_id = :operator
                        order by merchant.name, merchant.id
                        limit :limit""")
                .param("operator", operator)
                .param("now", Sql.time(now))
                .param("limit", limit)
                .query(CodeRepository::merchant)
                .list();
    }

    Optional<Merchant> findMerchant(UUID operator, UUID id, Instant now) {
        return jdbc.sql(MERCHANTS + "where merchant.operator_id = :operator and merchant.id = :id")
                .param("operator", operator)
                .param("id", id)
                .param("now", Sql.time(now))
                .query(CodeRepository::merchant)
                .optional();
    }

    /// Empty where the operator has one of this name.
    Optional<UUID> insert(UUID operator, MerchantRequest request, Instant now) {
        return jdbc.sql("""
                        insert into vouchers.merchant (operator_id, name, budget_minor, currency, created_at)
                        values (:operator, :name, :budget, :currency, :now)
                        on conflict on constraint one_merchant_of_a_name do nothing
                        returning id""")
                .param("operator", operator)
                .param("name", request.name())
                .param("budget", request.budgetMinor())
                .param("currency", request.currency())
                .param("now", Sql.time(now))
                .query(UUID.class)
                .optional();
    }

    /// The currency stays: what was spent is in it.
    void change(UUID operator, UUID id, MerchantRequest request) {
        jdbc.sql("""
                        update vouchers.merchant set name = :name, budget_minor = :budget
                        where operator_id = :operator and id = :id""")
                .param("operator", operator)
                .param("id", id)
                .param("name", request.name())
                .param("budget", request.budgetMinor())
                .update();
    }

    /// Newest first.
    List<Code> codes(UUID operator, @Nullable Instant afterCreated, @Nullable UUID afterId, int limit) {
        return jdbc.sql(READ + """
                        where code.operator_id = :operator
                          and (cast(:afterId as uuid) is null or (code.created_at, code.id) < (:afterCreated, :afterId))
                        order by code.created_at desc, code.id desc
                        limit :limit""")
                .param("operator", operator)
                .param("afterCreated", Sql.timeOrNull(afterCreated))
                .param("afterId", afterId)
                .param("limit", limit)
                .query(CodeRepository::code)
                .list();
    }

    Optional<Code> findCode(UUID operator, UUID id) {
        return jdbc.sql(READ + "where code.operator_id = :operator and code.id = :id")
                .param("operator", operator)
                .param("id", id)
                .query(CodeRepository::code)
                .optional();
    }

    /// Empty where the operator has this code.
    Optional<UUID> insert(UUID operator, String code, CodeRequest request, Instant now) {
        return jdbc.sql("""
                        insert into vouchers.code (operator_id, merchant_id, code, kind, value, currency, valid_from,
                            valid_until, lot_ids, uses_max, uses_per_account_max, created_at)
                        values (:operator, :merchant, :code, :kind, :value, :currency, coalesce(cast(:validFrom as timestamptz), :now),
                            :validUntil, :lots, :usesMax, :usesPerAccountMax, :now)
                        on conflict on constraint one_code_of_a_name do nothing
                        returning id""")
                .param("operator", operator)
                .param("merchant", request.merchantId())
                .param("code", code)
                .param("kind", request.kind().name())
                .param("value", request.value())
                .param("currency", request.currency())
                .param("validFrom", Sql.timeOrNull(request.validFrom()))
                .param("validUntil", Sql.timeOrNull(request.validUntil()))
                .param("lots", array(request.lotIds()))
                .param("usesMax", request.usesMax())
                .param("usesPerAccountMax", request.usesPerAccountMax())
                .param("now", Sql.time(now))
                .query(UUID.class)
                .optional();
    }

    /// What it takes off stays: people were promised that.
    void change(UUID operator, UUID id, CodeChange change) {
        jdbc.sql("""
                        update vouchers.code
                        set valid_until = :validUntil, lot_ids = :lots, uses_max = :usesMax,
                            uses_per_account_max = :usesPerAccountMax
                        where operator_id = :operator and id = :id""")
                .param("operator", operator)
                .param("id", id)
                .param("validUntil", Sql.timeOrNull(change.validUntil()))
                .param("lots", array(change.lotIds()))
                .param("usesMax", change.usesMax())
                .param("usesPerAccountMax", change.usesPerAccountMax())
                .update();
    }

    static Code code(ResultSet row, int number) throws SQLException {
        var lots = row.getArray("lot_ids");
        return new Code(
                Sql.id(row, "id"),
                Sql.id(row, "operator_id"),
                row.getObject("merchant_id", UUID.class),
                row.getString("merchant_name"),
                row.getString("code"),
                Code.Kind.valueOf(row.getString("kind")),
                row.getLong("value"),
                row.getString("currency"),
                Sql.instant(row, "valid_from"),
                Sql.instantOrNull(row, "valid_until"),
                lots == null ? null : List.of((UUID[]) lots.getArray()),
                row.getObject("uses_max", Integer.class),
                row.getObject("uses_per_account_max", Integer.class),
                row.getInt("used"),
                Sql.instant(row, "created_at"));
    }

    private static Merchant merchant(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        var budget = row.getObject("budget_minor", Long.class);
        return new Merchant(
                Sql.id(row, "id"),
                Sql.id(row, "operator_id"),
                row.getString("name"),
                budget == null ? null : Money.of(budget, currency),
                Money.of(row.getLong("used_minor"), currency));
    }

    private static UUID @Nullable [] array(@Nullable List<UUID> ids) {
        return ids == null ? null : ids.toArray(UUID[]::new);
    }
}
