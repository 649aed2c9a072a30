package io.parkapp.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Payout;
import com.stripe.model.Refund;
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
import org.jspecify.annotations.Nullable;

/// Reads Stripe's payouts and what they are made of, page by page. Only those that it makes by itself tell that.
final class StripePayouts {
    /// The most that Stripe answers at once.
    private static final long PAGE_MAX = 100;
    /// The payout itself stands among what it is made of.
    private static final String PAYOUT_ITSELF = "payout";

    private StripePayouts() {}

    static List<ProviderPayout> since(StripeClient stripe, Instant since) throws StripeException {
        var payouts = new ArrayList<ProviderPayout>();
        var search = PayoutListParams.builder()
                .setStatus("paid")
                .setCreated(PayoutListParams.Created.builder()
                        .setGte(since.getEpochSecond())
                        .build())
                .setLimit(PAGE_MAX);
        var page = stripe.v1().payouts().list(search.build());
        while (true) {
            page.getData().stream()
                    .filter(each -> Boolean.TRUE.equals(each.getAutomatic()))
                    .map(StripePayouts::payout)
                    .forEach(payouts::add);
            if (!Boolean.TRUE.equals(page.getHasMore())) {
                return payouts;
            }
            var last = page.getData().getLast().getId();
            page = stripe.v1().payouts().list(search.setStartingAfter(last).build());
        }
    }

    static List<Line> linesOf(StripeClient stripe, ProviderPayout payout) throws StripeException {
        var lines = new ArrayList<Line>();
        var search = BalanceTransactionListParams.builder()
                .setPayout(payout.ref())
                .setLimit(PAGE_MAX)
                .addExpand("data.source");
        var page = stripe.v1().balanceTransactions().list(search.build());
        while (true) {
            page.getData().stream()
                    .filter(each -> !PAYOUT_ITSELF.equals(each.getType()))
                    .map(StripePayouts::line)
                    .forEach(lines::add);
            if (!Boolean.TRUE.equals(page.getHasMore())) {
                return lines;
            }
            var last = page.getData().getLast().getId();
            page = stripe.v1()
                    .balanceTransactions()
                    .list(search.setStartingAfter(last).build());
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
