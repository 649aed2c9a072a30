package io.parkapp.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.HasId;
import com.stripe.model.Payout;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.PayoutListParams;
import io.parkapp.payments.ProviderPayout;
import io.parkapp.payments.ProviderPayout.Line;
import io.parkapp.payments.ProviderPayout.Of;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads Stripe's payouts and what they are made of, page by page. Only of those that it makes by itself does it tell
/// that, and not before it has put together their list.
final class StripePayouts {
    /// The most that Stripe answers at once.
    private static final long PAGE_MAX = 100;
    /// Several years of daily ones.
    static final int PAYOUTS_MAX = 1_000;
    /// Of one payout, which is held in memory whole: about 1.3 kB for each line, of the 160 MB that bin/run gives.
    static final int LINES_MAX = 20_000;
    /// Of a payout that is manual, it is "not_applicable" for ever.
    private static final String LIST_IS_WHOLE = "completed";
    /// The payout itself stands among what it is made of.
    private static final String PAYOUT_ITSELF = "payout";

    private StripePayouts() {}

    static List<ProviderPayout> since(StripeClient stripe, Instant since) throws StripeException {
        var search = PayoutListParams.builder()
                .setStatus("paid")
                .setCreated(PayoutListParams.Created.builder()
                        .setGte(since.getEpochSecond())
                        .build())
                .setLimit(PAGE_MAX);
        return all(
                PAYOUTS_MAX,
                last -> stripe.v1().payouts().list(search.setStartingAfter(last).build()),
                page -> page.filter(each -> LIST_IS_WHOLE.equals(each.getReconciliationStatus()))
                        .map(StripePayouts::payout));
    }

    static List<Line> linesOf(StripeClient stripe, ProviderPayout payout) throws StripeException {
        var search = BalanceTransactionListParams.builder()
                .setPayout(payout.ref())
                .setLimit(PAGE_MAX)
                .addExpand("data.source");
        return all(
                LINES_MAX,
                last -> stripe.v1()
                        .balanceTransactions()
                        .list(search.setStartingAfter(last).build()),
                page -> page.filter(each -> !PAYOUT_ITSELF.equals(each.getType()))
                        .map(StripePayouts::line));
    }

    interface Pages<T extends HasId> {
        StripeCollection<T> after(@Nullable String last) throws StripeException;
    }

    /// @param read takes what is wanted of a page, which then goes
    /// @throws IllegalStateException beyond the limit: what was cut off would be missing for good
    static <T extends HasId, R> List<R> all(int max, Pages<T> pages, Function<Stream<T>, Stream<R>> read)
            throws StripeException {
        var found = new ArrayList<R>();
        var asked = 0;
        var page = pages.after(null);
        while (true) {
            asked += page.getData().size();
            if (asked > max) {
                throw new IllegalStateException("Stripe has more than " + max + " of what was asked for");
            }
            read.apply(page.getData().stream()).forEach(found::add);
            if (!Boolean.TRUE.equals(page.getHasMore())) {
                return found;
            }
            page = pages.after(page.getData().getLast().getId());
        }
    }

    private static ProviderPayout payout(Payout it) {
        return new ProviderPayout(
                it.getId(),
                StripeAmount.money(it.getAmount(), it.getCurrency()),
                Instant.ofEpochSecond(it.getCreated()),
                LocalDate.ofInstant(Instant.ofEpochSecond(it.getArrivalDate()), ZoneOffset.UTC));
    }

    private static Line line(BalanceTransaction it) {
        return new Line(
                it.getId(),
                of(it),
                StripeAmount.money(it.getAmount(), it.getCurrency()),
                StripeAmount.money(it.getFee(), it.getCurrency()),
                Instant.ofEpochSecond(it.getCreated()));
    }

    private static Of of(BalanceTransaction it) {
        return switch (it.getSourceObject()) {
            case Charge charge -> named(charge.getMetadata(), StripeEvent.CHARGE, Of.Charge::new);
            case Refund refund -> named(refund.getMetadata(), StripeEvent.REFUND, Of.Refund::new);
            case Dispute dispute -> new Of.Dispute(dispute.getId());
            case null, default -> new Of.Other();
        };
    }

    private static Of named(@Nullable Map<String, String> metadata, String key, Function<UUID, Of> of) {
        return metadata == null
                ? new Of.Other()
                : StripeEvent.id(metadata.getOrDefault(key, "")).map(of).orElseGet(Of.Other::new);
    }
}
