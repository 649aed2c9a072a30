package io.parkapp.vouchers;

import io.parkapp.platform.Sql;
import io.parkapp.values.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Each limit is kept by one statement that names it, so that no number of people at once gets beyond it.
@Repository
class VoucherRepository {
    private final JdbcClient jdbc;

    VoucherRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Of an operator, where it holds at that time.
    Optional<Code> find(UUID operator, UUID lot, String code, Instant now) {
        return jdbc.sql(CodeRepository.READ + """
                        where code.operator_id = :operator and code.code = :code
                          and code.valid_from <= :now and (code.valid_until is null or code.valid_until > :now)
                          and (code.lot_ids is null or :lot = any(code.lot_ids))""")
                .param("operator", operator)
                .param("lot", lot)
                .param("code", code)
                .param("now", Sql.time(now))
                .query(CodeRepository::code)
                .optional();
    }

    Optional<UUID> merchantOf(UUID code) {
        return jdbc.sql("select merchant_id from vouchers.code where id = :code and merchant_id is not null")
                .param("code", code)
                .query(UUID.class)
                .optional();
    }

    boolean use(UUID code) {
        return jdbc.sql("""
                        update vouchers.code set used = used + 1
                        where id = :code and (uses_max is null or used < uses_max)""").param("code", code).update() == 1;
    }

    boolean useByAccount(UUID code, UUID account) {
        return jdbc.sql("""
                        insert into vouchers.account_use as use (code_id, account_id, used)
                        values (:code, :account, 1)
                        on conflict (code_id, account_id) do update set used = use.used + 1
                        where use.used < (select coalesce(uses_per_account_max, use.used + 1)
                                          from vouchers.code where id = :code)""").param("code", code).param("account", account).update() == 1;
    }

    /// @return false when the merchant's budget of the month does not cover it
    boolean spend(UUID merchant, LocalDate month, Money amount) {
        return jdbc.sql("""
                        insert into vouchers.spending as spent (merchant_id, month, currency, cap_minor, used_minor)
                        select id, :month, currency, budget_minor, :amount from vouchers.merchant
                        where id = :merchant and currency = :currency
                          and (budget_minor is null or :amount <= budget_minor)
                        on conflict (merchant_id, month, currency)
                            do update set used_minor = spent.used_minor + excluded.used_minor,
                                          cap_minor = excluded.cap_minor
                        where excluded.cap_minor is null
                           or spent.used_minor + excluded.used_minor <= excluded.cap_minor""")
                        .param("merchant", merchant)
                        .param("month", month)
                        .param("amount", amount.amountMinor())
                        .param("currency", amount.currency())
                        .update()
                == 1;
    }

    void unspend(UUID merchant, LocalDate month, Money amount) {
        jdbc.sql("""
                        update vouchers.spending set used_minor = used_minor - :amount
                        where merchant_id = :merchant and month = :month and currency = :currency""")
                .param("merchant", merchant)
                .param("month", month)
                .param("amount", amount.amountMinor())
                .param("currency", amount.currency())
                .update();
    }

    /// What a code took off one stay.
    record Redemption(@Nullable UUID merchantId, LocalDate month, Money amount) {}

    /// @return false when the stay has this code already, or gave it back
    boolean insert(UUID code, UUID subject, UUID account, Redemption redemption, Instant now) {
        return jdbc.sql("""
                        insert into vouchers.redemption (code_id, subject_id, account_id, merchant_id, month,
                            amount_minor, currency, redeemed_at)
                        values (:code, :subject, :account, :merchant, :month, :amount, :currency, :now)
                        on conflict (code_id, subject_id) do nothing""")
                        .param("code", code)
                        .param("subject", subject)
                        .param("account", account)
                        .param("merchant", redemption.merchantId())
                        .param("month", redemption.month())
                        .param("amount", redemption.amount().amountMinor())
                        .param("currency", redemption.amount().currency())
                        .param("now", Sql.time(now))
                        .update()
                == 1;
    }

    /// Until the transaction ends, nobody else changes it.
    Optional<Redemption> lock(UUID code, UUID subject) {
        return jdbc.sql("""
                        select merchant_id, month, amount_minor, currency from vouchers.redemption
                        where code_id = :code and subject_id = :subject and given_back_at is null
                        for no key update""")
                .param("code", code)
                .param("subject", subject)
                .query((row, number) -> new Redemption(
                        row.getObject("merchant_id", UUID.class),
                        row.getObject("month", LocalDate.class),
                        Money.of(row.getLong("amount_minor"), row.getString("currency"))))
                .optional();
    }

    void rebook(UUID code, UUID subject, Money amount) {
        jdbc.sql("""
                        update vouchers.redemption set amount_minor = :amount
                        where code_id = :code and subject_id = :subject and given_back_at is null""")
                .param("code", code)
                .param("subject", subject)
                .param("amount", amount.amountMinor())
                .update();
    }

    /// Whatever the stay used is free again. A code, an account and a merchant may each stand behind several.
    void giveBack(UUID subject, Instant now) {
        jdbc.sql("""
                        with returned as (
                            update vouchers.redemption set given_back_at = :now
                            where subject_id = :subject and given_back_at is null
                            returning code_id, account_id, merchant_id, month, currency, amount_minor
                        ), uses as (
                            update vouchers.code set used = used - 1
                            from returned where code.id = returned.code_id
                        ), accounts as (
                            update vouchers.account_use set used = used - 1
                            from returned
                            where account_use.code_id = returned.code_id and account_use.account_id = returned.account_id
                        )
                        update vouchers.spending set used_minor = used_minor - amount
                        from (select merchant_id, month, currency, sum(amount_minor) as amount
                              from returned group by merchant_id, month, currency) as sum
                        where spending.merchant_id = sum.merchant_id and spending.month = sum.month
                          and spending.currency = sum.currency""").param("subject", subject).param("now", Sql.time(now)).update();
    }
}
