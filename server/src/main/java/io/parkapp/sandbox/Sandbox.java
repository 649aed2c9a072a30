package io.parkapp.sandbox;

import io.parkapp.payments.PaymentProvider.CheckoutRequest;
import io.parkapp.payments.PaymentProvider.CheckoutState;
import io.parkapp.payments.PaymentProvider.RefundRequest;
import io.parkapp.payments.PaymentProvider.RefundResult;
import io.parkapp.platform.Jobs;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.sandbox.SandboxSession.State;
import io.parkapp.values.Money;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The sandbox provider's side of things: sessions, what cards do to them, and the events that tell the shop. What
/// happens and the event that tells of it are written in one transaction.
@Component
@Profile("demo")
class Sandbox {
    static final Duration PROCESSING_TIME = Duration.ofSeconds(10);
    /// The demo city's past payments never went through a checkout; their names start with this.
    static final String DEMO_REF_PREFIX = "demo_";

    private static final Duration SESSION_LENGTH_DEFAULT = Duration.ofHours(24);
    private static final int SESSION_ID_BYTES = 24;
    private static final String DECLINED = "The card was declined.";
    private static final String INSUFFICIENT_FUNDS = "The card has insufficient funds.";
    private static final String NOT_AUTHORISED = "The bank did not authorise the payment.";

    private final SecureRandom random = new SecureRandom();
    private final SandboxRepository repository;
    private final Jobs jobs;
    private final JsonMapper json;
    private final Clock clock;

    Sandbox(SandboxRepository repository, Jobs jobs, JsonMapper json, Clock clock) {
        this.repository = repository;
        this.jobs = jobs;
        this.json = json;
        this.clock = clock;
    }

    /// The session of this charge: opening it again answers the same.
    @Transactional
    SandboxSession open(CheckoutRequest request) {
        var now = clock.instant();
        var expiresAt = Objects.requireNonNullElse(request.expiresAt(), now.plus(SESSION_LENGTH_DEFAULT));
        var session = new SandboxSession(
                newSessionId(),
                request.key(),
                request.description(),
                request.amount(),
                request.returnTo(),
                State.OPEN,
                false,
                null,
                expiresAt);
        if (repository.insert(session, now)) {
            jobs.at(expiresAt, SandboxJobs.EXPIRE_SESSION, session.id());
        }
        return repository.ofCharge(request.key()).orElseThrow();
    }

    /// @throws Refusal NOT_FOUND
    @Transactional(readOnly = true)
    SandboxSession find(String id) {
        return repository.find(id).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
    }

    @Transactional(readOnly = true)
    CheckoutState stateOf(String id) {
        var session = repository.find(id);
        if (session.isEmpty()) {
            return new CheckoutState.Expired();
        }
        return switch (session.get().stateAt(clock.instant())) {
            case OPEN, CHALLENGED, PROCESSING -> new CheckoutState.Open();
            case PAID -> new CheckoutState.Paid(session.get().amount());
            case EXPIRED -> new CheckoutState.Expired();
        };
    }

    /// The session as it then is. One that has moved on already stays as it is.
    @Transactional
    SandboxSession pay(String id, SandboxCard card) {
        var session = find(id);
        if (session.state() == State.CHALLENGED) {
            // Went back from the bank's page to type another card.
            repository.move(id, State.CHALLENGED, State.OPEN, null, clock.instant());
        }
        switch (card) {
            case SUCCESS -> succeed(id, State.OPEN);
            case DECLINED -> decline(id, State.OPEN, DECLINED);
            case INSUFFICIENT_FUNDS -> decline(id, State.OPEN, INSUFFICIENT_FUNDS);
            case THREE_D_SECURE -> repository.move(id, State.OPEN, State.CHALLENGED, null, clock.instant());
            case DELAYED ->
                repository
                        .move(id, State.OPEN, State.PROCESSING, null, clock.instant())
                        .ifPresent(moved ->
                                jobs.at(clock.instant().plus(PROCESSING_TIME), SandboxJobs.FINISH_PROCESSING, id));
        }
        return find(id);
    }

    /// What the payer tells the bank on the 3-D Secure page.
    @Transactional
    SandboxSession answerChallenge(String id, boolean authorised) {
        if (authorised) {
            succeed(id, State.CHALLENGED);
        } else {
            decline(id, State.CHALLENGED, NOT_AUTHORISED);
        }
        return find(id);
    }

    @Transactional
    void finishProcessing(String id) {
        repository.finishProcessing(id).ifPresent(this::tellPaid);
    }

    @Transactional
    void expire(String id) {
        repository.expire(id).ifPresent(session -> tell(SandboxEvent.EXPIRED, session, session.amount(), null, null));
    }

    /// Refunds to the card whose money takes its time take theirs too.
    @Transactional
    RefundResult refund(RefundRequest request) {
        if (request.providerRef().startsWith(DEMO_REF_PREFIX)) {
            return new RefundResult.Succeeded();
        }
        var session = repository.find(request.providerRef());
        if (session.isEmpty()
                || !repository.refund(
                        request.key(), request.providerRef(), request.amount().amountMinor(), clock.instant())) {
            return new RefundResult.Failed("The sandbox took no such payment, or has given it back already.");
        }
        if (session.get().slow()) {
            tell(SandboxEvent.REFUNDED, session.get(), request.amount(), request.key(), null);
            return new RefundResult.Pending();
        }
        return new RefundResult.Succeeded();
    }

    private void succeed(String id, State from) {
        repository.move(id, from, State.PAID, null, clock.instant()).ifPresent(this::tellPaid);
    }

    private void decline(String id, State from, String failure) {
        repository
                .move(id, from, State.OPEN, failure, clock.instant())
                .ifPresent(session -> tell(SandboxEvent.DECLINED, session, session.amount(), null, failure));
    }

    private void tellPaid(SandboxSession session) {
        tell(SandboxEvent.PAID, session, session.amount(), null, null);
    }

    private void tell(
            String type, SandboxSession session, Money amount, @Nullable UUID refund, @Nullable String failure) {
        var event = new SandboxEvent(
                "evt_" + UUID.randomUUID(),
                type,
                clock.instant(),
                session.id(),
                session.chargeId(),
                refund,
                null,
                amount,
                failure);
        repository.insertEvent(event.id(), json.writeValueAsString(event), clock.instant());
        jobs.now(SandboxJobs.DELIVER_EVENT, event.id());
    }

    private String newSessionId() {
        var bytes = new byte[SESSION_ID_BYTES];
        random.nextBytes(bytes);
        return "cs_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
