package io.parkapp.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// A provider that does as it is told, remembers what it was asked, and insists on being asked outside of transactions.
class FakeProvider implements PaymentProvider {
    static final String NAME = "fake";

    final Map<UUID, CheckoutSession> sessions = new ConcurrentHashMap<>();
    final Queue<CheckoutRequest> opened = new ConcurrentLinkedQueue<>();
    final Queue<String> expired = new ConcurrentLinkedQueue<>();
    final Queue<RefundRequest> refunded = new ConcurrentLinkedQueue<>();
    final Map<String, CheckoutState> states = new ConcurrentHashMap<>();
    volatile boolean away;
    volatile Runnable whileOpening = () -> {};
    volatile Function<RefundRequest, RefundResult> refunding = request -> new RefundResult.Succeeded();

    Providers asOnlyOne() {
        return new Providers(List.of(this));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckoutSession open(CheckoutRequest request) {
        answerOutsideOfTransactions();
        opened.add(request);
        var session = sessions.computeIfAbsent(
                request.key(), key -> new CheckoutSession("fake_" + key, URI.create("https://pay.example/" + key)));
        whileOpening.run();
        return session;
    }

    /// Open, unless a test says otherwise.
    @Override
    public CheckoutState lookUp(String providerRef) {
        answerOutsideOfTransactions();
        return states.getOrDefault(providerRef, new CheckoutState.Open());
    }

    @Override
    public void expire(String providerRef) {
        answerOutsideOfTransactions();
        expired.add(providerRef);
    }

    @Override
    public RefundResult refund(RefundRequest request) {
        answerOutsideOfTransactions();
        refunded.add(request);
        return refunding.apply(request);
    }

    @Override
    public List<ProviderPayout> payouts(Instant since) {
        answerOutsideOfTransactions();
        return List.of();
    }

    @Override
    public List<ProviderPayout.Line> linesOf(ProviderPayout payout) {
        answerOutsideOfTransactions();
        return List.of();
    }

    @Override
    public ProviderEvent parse(byte[] body, HttpHeaders headers) {
        throw new UnsupportedOperationException("events of the fake are applied as they are");
    }

    private void answerOutsideOfTransactions() {
        assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                .as("a transaction is open while the provider is asked")
                .isFalse();
        if (away) {
            throw new Unavailable("away", null);
        }
    }
}
