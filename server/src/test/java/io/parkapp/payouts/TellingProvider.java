package io.parkapp.payouts;

import io.parkapp.payments.PaymentProvider;
import io.parkapp.payments.ProviderPayout;
import io.parkapp.payments.ProviderPayout.Line;
import io.parkapp.payments.ProviderPayout.Of;
import io.parkapp.values.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// A provider that takes no money and tells of payouts as a test wants it to.
class TellingProvider implements PaymentProvider {
    private static final String CURRENCY = "EUR";

    private final String name;
    private final List<ProviderPayout> payouts = new ArrayList<>();
    final Map<String, List<Line>> lines = new HashMap<>();
    final Map<String, RuntimeException> linesRefused = new HashMap<>();

    @Nullable
    RuntimeException refused;

    @Nullable
    Instant askedSince;

    TellingProvider(String name) {
        this.name = name;
    }

    /// Of one line, which is nobody's.
    void payOut(String ref, Instant at, long amountMinor) {
        payOut(ref, at, List.of(line(ref, amountMinor)));
    }

    void payOut(String ref, Instant at, List<Line> of) {
        var sum = of.stream().map(Line::amount).reduce(Money.none(CURRENCY), Money::plus);
        payouts.add(new ProviderPayout(
                ref, sum, at, LocalDate.ofInstant(at, ZoneOffset.UTC).plusDays(2)));
        lines.put(ref, of);
    }

    Line line(UUID charge, long amountMinor, Instant at) {
        return new Line(
                "of " + charge, new Of.Charge(charge), Money.of(amountMinor, CURRENCY), Money.none(CURRENCY), at);
    }

    Line line(String ref, long amountMinor) {
        return new Line(ref, new Of.Other(), Money.of(amountMinor, CURRENCY), Money.none(CURRENCY), Instant.EPOCH);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<ProviderPayout> payouts(Instant since) {
        askedSince = since;
        if (refused != null) {
            throw refused;
        }
        return payouts.stream().filter(each -> !each.paidAt().isBefore(since)).toList();
    }

    @Override
    public List<Line> linesOf(ProviderPayout payout) {
        var refusal = linesRefused.get(payout.ref());
        if (refusal != null) {
            throw refusal;
        }
        return Objects.requireNonNull(lines.get(payout.ref()));
    }

    @Override
    public CheckoutSession open(CheckoutRequest request) {
        throw new UnsupportedOperationException("takes no money");
    }

    @Override
    public CheckoutState lookUp(String providerRef) {
        throw new UnsupportedOperationException("takes no money");
    }

    @Override
    public void expire(String providerRef) {
        throw new UnsupportedOperationException("takes no money");
    }

    @Override
    public RefundResult refund(RefundRequest request) {
        throw new UnsupportedOperationException("gives no money back");
    }

    @Override
    public ProviderEvent parse(byte[] body, HttpHeaders headers) {
        throw new UnsupportedOperationException("sends no events");
    }
}
