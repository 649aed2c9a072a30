package io.parkapp.vouchers;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.ParkappTest;
import io.parkapp.TestClock;
import io.parkapp.lots.Lot;
import io.parkapp.lots.Lots;
import io.parkapp.parking.CarPark;
import io.parkapp.payments.Together;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Many use one code at once, and nobody pays for more than was meant.
@ParkappTest
class SpendABudgetTest {
    private static final int AT_ONCE = 32;
    private static final int USES = 10_000;
    private static final Money OFF = Money.of(100, "EUR");

    private final Vouchers vouchers;
    private final CodeRepository codes;
    private final Lots lots;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TestClock clock;

    SpendABudgetTest(
            Vouchers vouchers,
            CodeRepository codes,
            Lots lots,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            TestClock clock) {
        this.vouchers = vouchers;
        this.codes = codes;
        this.lots = lots;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Test
    void of_ten_thousand_uses_exactly_as_many_are_granted_as_the_budget_covers() throws Exception {
        var lot = lot();
        var merchant = merchant(lot, 50_000L);
        var voucher = voucher(lot, merchant, null, null);
        assertThat(granted(lot, voucher)).isEqualTo(500);
        assertThat(spent(merchant)).isEqualTo(50_000);
        assertThat(used(voucher)).isEqualTo(500);
    }

    @Test
    void a_code_is_used_as_often_as_it_may_be_and_no_more() throws Exception {
        var lot = lot();
        var voucher = voucher(lot, null, 100, null);
        assertThat(granted(lot, voucher)).isEqualTo(100);
        assertThat(used(voucher)).isEqualTo(100);
    }

    @Test
    void an_account_uses_a_code_as_often_as_it_may_and_no_more() throws Exception {
        var lot = lot();
        var voucher = voucher(lot, null, null, 2);
        var account = UUID.randomUUID();
        var granted = Together.run(IntStream.range(0, AT_ONCE)
                .<Callable<Boolean>>mapToObj(number -> () -> redeem(lot, voucher, account))
                .toList());
        assertThat(granted.stream().filter(each -> each)).hasSize(2);
        assertThat(redeem(lot, voucher, UUID.randomUUID())).isTrue();
    }

    @Test
    void without_the_statement_s_condition_the_budget_would_be_overspent() throws Exception {
        var lot = lot();
        var merchant = merchant(lot, 300L);
        assertThat(redeem(lot, voucher(lot, merchant, null, null), UUID.randomUUID()))
                .isTrue();
        var allHaveLooked = new CyclicBarrier(AT_ONCE);
        // As a careless program would: look what is left, and then write.
        Together.run(IntStream.range(0, AT_ONCE)
                .<Callable<Boolean>>mapToObj(number -> () -> {
                    var before = spent(merchant);
                    allHaveLooked.await();
                    return before + 100 <= 300
                            && jdbc.sql("""
                                            update vouchers.spending set used_minor = used_minor + 100
                                            where merchant_id = :merchant""").param("merchant", merchant).update() == 1;
                })
                .toList());
        assertThat(spent(merchant)).isEqualTo(100 + 100 * AT_ONCE);
    }

    @Test
    void what_is_given_back_can_be_used_again() {
        var lot = lot();
        var merchant = merchant(lot, 100L);
        var voucher = voucher(lot, merchant, 1, 1);
        var account = UUID.randomUUID();
        var subject = UUID.randomUUID();
        transaction.executeWithoutResult(status -> vouchers.redeem(lot, voucher, subject, account, OFF));
        assertThat(redeem(lot, voucher, account)).isFalse();
        transaction.executeWithoutResult(status -> vouchers.giveBack(subject));
        transaction.executeWithoutResult(status -> vouchers.giveBack(subject));
        assertThat(spent(merchant)).isZero();
        assertThat(redeem(lot, voucher, account)).isTrue();
    }

    private long granted(Lot lot, Voucher voucher) throws Exception {
        var each = USES / AT_ONCE;
        return Together.run(IntStream.range(0, AT_ONCE)
                        .<Callable<Long>>mapToObj(number -> () -> IntStream.range(0, each)
                                .filter(use -> redeem(lot, voucher, UUID.randomUUID()))
                                .count())
                        .toList())
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private boolean redeem(Lot lot, Voucher voucher, UUID account) {
        try {
            transaction.executeWithoutResult(status -> vouchers.redeem(lot, voucher, UUID.randomUUID(), account, OFF));
            return true;
        } catch (Refusal refused) {
            return false;
        }
    }

    private Lot lot() {
        return lots.get(CarPark.payOnLeaving(jdbc, 1).id());
    }

    private UUID merchant(Lot lot, @Nullable Long budget) {
        var request = new MerchantRequest("Cinema Rex", budget, "EUR");
        return codes.insert(lot.operatorId(), request, clock.instant()).orElseThrow();
    }

    private Voucher voucher(
            Lot lot, @Nullable UUID merchant, @Nullable Integer usesMax, @Nullable Integer usesPerAccountMax) {
        var code = "CODE-" + UUID.randomUUID().toString().substring(0, 8);
        codes.insert(
                lot.operatorId(),
                code.toUpperCase(Locale.ROOT),
                new CodeRequest(
                        code,
                        merchant,
                        Code.Kind.AMOUNT,
                        100,
                        "EUR",
                        null,
                        null,
                        List.of(lot.id()),
                        usesMax,
                        usesPerAccountMax),
                clock.instant());
        return vouchers.find(lot, " " + code + " ", null);
    }

    /// In Berlin, where the lot is, it is December for half an hour already.
    @Test
    void the_month_of_what_was_spent_is_that_of_the_clocks_at_the_lot() {
        var lot = lot();
        var merchant = merchant(lot, null);
        jdbc.sql("""
                        insert into vouchers.spending (merchant_id, month, currency, used_minor)
                        values (:merchant, '2026-11-01', 'EUR', 100), (:merchant, '2026-12-01', 'EUR', 7)""").param("merchant", merchant).update();
        var before = codes.findMerchant(lot.operatorId(), merchant, Instant.parse("2026-11-30T22:30:00Z"));
        var after = codes.findMerchant(lot.operatorId(), merchant, Instant.parse("2026-11-30T23:30:00Z"));
        assertThat(before.orElseThrow().spent()).isEqualTo(Money.of(100, "EUR"));
        assertThat(after.orElseThrow().spent()).isEqualTo(Money.of(7, "EUR"));
    }

    /// Half an hour after midnight in Berlin the month of UTC is still the one before.
    @Test
    void what_is_spent_counts_for_the_month_of_the_clocks_at_the_lot() {
        var lot = lot();
        var merchant = merchant(lot, null);
        var voucher = voucher(lot, merchant, null, null);
        var month = LocalDate.ofInstant(clock.instant(), lot.timeZone())
                .withDayOfMonth(1)
                .plusMonths(1);
        clock.moveTo(month.atTime(0, 30).atZone(lot.timeZone()).toInstant());

        assertThat(redeem(lot, voucher, UUID.randomUUID())).isTrue();

        assertThat(jdbc.sql("select month from vouchers.spending where merchant_id = :merchant and used_minor > 0")
                        .param("merchant", merchant)
                        .query(LocalDate.class)
                        .single())
                .isEqualTo(month);
    }

    private long spent(UUID merchant) {
        return jdbc.sql("select used_minor from vouchers.spending where merchant_id = :merchant")
                .param("merchant", merchant)
                .query(Long.class)
                .single();
    }

    private int used(Voucher voucher) {
        return jdbc.sql("select used from vouchers.code where id = :code")
                .param("code", voucher.codeId())
                .query(Integer.class)
                .single();
    }
}
