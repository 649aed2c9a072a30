package io.parkapp.sandbox;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.parkapp.payments.PaymentProvider.CheckoutRequest;
import io.parkapp.payments.PaymentProvider.CheckoutState;
import io.parkapp.payments.PaymentProvider.RefundRequest;
import io.parkapp.payments.PaymentProvider.RefundResult;
import io.parkapp.platform.Jobs;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.sandbox.SandboxSession.State;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
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
    static final Duration DISPUTED_AFTER = Duration.ofSeconds(10);
    static final Duration DISPUTE_LENGTH = Duration.ofSeconds(20);
    /// The demo city's past payments never went through a checkout; their names start with this.
    static final String DEMO_REF_PREFIX = "demo_";

    private static final Duration SESSION_LENGTH_DEFAULT = Duration.ofHours(24);
    private static final int SESSION_ID_BYTES = 24;
    private static final String DECLINED = "The card was declined.";
    private static final String INSUFFICIENT_FUNDS = "The card has insufficient funds.";
    private static final String NOT_AUTHORISED = "The bank did not authorise the payment.";
    private static final String NOT_TAKEN_BACK = "The payer's bank does not take it.";
    private static final String NOT_RECOGNISED = "The card's owner does not recognise the payment.";
    /// Enough for what is told first to arrive first.
    private static final Duration TOLD_LATER = Duration.ofSeconds(2);

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
                null,
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
            repository.move(id, State.CHALLENGED, State.OPEN, null, null, clock.instant());
        }
        switch (card) {
            case DECLINED -> decline(id, State.OPEN, card, DECLINED);
            case INSUFFICIENT_FUNDS -> decline(id, State.OPEN, card, INSUFFICIENT_FUNDS);
            case THREE_D_SECURE -> move(id, State.OPEN, State.CHALLENGED, card);
            case DELAYED ->
                move(id, State.OPEN, State.PROCESSING, card)
                        .ifPresent(moved -> later(PROCESSING_TIME, SandboxJobs.FINISH_PROCESSING, moved));
            case UNTOLD -> move(id, State.OPEN, State.PAID, card);
            case TOLD_TWICE -> move(id, State.OPEN, State.PAID, card).ifPresent(this::tellTwiceInTheWrongOrder);
            case DISPUTE_WON, DISPUTE_LOST ->
                succeed(id, State.OPEN, card).ifPresent(paid -> later(DISPUTED_AFTER, SandboxJobs.OPEN_DISPUTE, paid));
            case SUCCESS, REFUND_FAILS -> succeed(id, State.OPEN, card);
        }
        return find(id);
    }

    /// What the payer tells the bank on the 3-D Secure page.
    @Transactional
    SandboxSession answerChallenge(String id, boolean authorised) {
        if (authorised) {
            succeed(id, State.CHALLENGED, null);
        } else {
            decline(id, State.CHALLENGED, null, NOT_AUTHORISED);
        }
        return find(id);
    }

    @Transactional
    void finishProcessing(String id) {
        repository.finishProcessing(id, clock.instant()).ifPresent(this::tellPaid);
    }

    @Transactional
    void expire(String id) {
        repository.expire(id).ifPresent(session -> tell(of(SandboxEvent.EXPIRED, session, null)));
    }

    @Transactional
    void openDispute(String id) {
        var session = find(id);
        tell(SandboxEvent.ofDispute(SandboxEvent.DISPUTE_OPENED, session, NOT_RECOGNISED, clock.instant()));
        later(DISPUTE_LENGTH, SandboxJobs.DECIDE_DISPUTE, session);
    }

    @Transactional
    void decideDispute(String id) {
        var session = find(id);
        var type = session.card() == SandboxCard.DISPUTE_WON ? SandboxEvent.DISPUTE_WON : SandboxEvent.DISPUTE_LOST;
        tell(SandboxEvent.ofDispute(type, session, NOT_RECOGNISED, clock.instant()));
    }

    /// With some cards an event tells how it ended. Asking again answers that too.
    @Transactional
    RefundResult refund(RefundRequest request) {
        if (request.providerRef().startsWith(DEMO_REF_PREFIX)) {
            return new RefundResult.Succeeded();
        }
        var isKnown = repository.isRefunded(request.key());
        var session = repository.find(request.providerRef());
        if (session.isEmpty()
                || !repository.refund(
                        request.key(), request.providerRef(), request.amount().amountMinor(), clock.instant())) {
            return new RefundResult.Failed("The sandbox took no such payment, or has given it back already.");
        }
        var card = session.get().card();
        var failure = card == SandboxCard.REFUND_FAILS ? NOT_TAKEN_BACK : null;
        if (!isKnown && (card == SandboxCard.DELAYED || failure != null)) {
            tell(SandboxEvent.ofRefund(session.get(), request, failure, clock.instant()));
            return new RefundResult.Pending();
        }
        return failure == null ? new RefundResult.Succeeded() : new RefundResult.Failed(failure);
    }

    private Optional<SandboxSession> move(String id, State from, State to, SandboxCard card) {
        return repository.move(id, from, to, card, null, clock.instant());
    }

    private Optional<SandboxSession> succeed(String id, State from, @Nullable SandboxCard card) {
        var paid = repository.move(id, from, State.PAID, card, null, clock.instant());
        paid.ifPresent(this::tellPaid);
        return paid;
    }

    private void decline(String id, State from, @Nullable SandboxCard card, String failure) {
        repository
                .move(id, from, State.OPEN, card, failure, clock.instant())
                .ifPresent(session -> tell(of(SandboxEvent.DECLINED, session, failure)));
    }

    private void tellPaid(SandboxSession session) {
        tell(of(SandboxEvent.PAID, session, null));
    }

    private void tellTwiceInTheWrongOrder(SandboxSession session) {
        var declined = of(SandboxEvent.DECLINED, session, DECLINED);
        var paid = of(SandboxEvent.PAID, session, null);
        tell(paid);
        deliver(paid, paid.id() + "-again", TOLD_LATER);
        deliver(declined, declined.id(), TOLD_LATER);
        deliver(declined, declined.id() + "-again", TOLD_LATER);
    }

    private SandboxEvent of(String type, SandboxSession session, @Nullable String failure) {
        return SandboxEvent.ofSession(type, session, failure, clock.instant());
    }

    private void tell(SandboxEvent event) {
        repository.insertEvent(event.id(), json.writeValueAsString(event), clock.instant());
        jobs.now(SandboxJobs.DELIVER_EVENT, event.id());
    }

    /// @param delivery names it; the event inside keeps its own name
    private void deliver(SandboxEvent event, String delivery, Duration after) {
        repository.insertEvent(delivery, json.writeValueAsString(event), clock.instant());
        jobs.at(clock.instant().plus(after), SandboxJobs.DELIVER_EVENT, delivery);
    }

    private void later(Duration after, TaskDescriptor<Void> job, SandboxSession session) {
        jobs.at(clock.instant().plus(after), job, session.id());
    }

    private String newSessionId() {
        var bytes = new byte[SESSION_ID_BYTES];
        random.nextBytes(bytes);
        return "cs_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
