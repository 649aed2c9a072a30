package io.parkapp.payments;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.accounts.Public;
import io.parkapp.accounts.SignedIn;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/payments")
@Tag(name = "payments")
class PaymentController {
    /// Of one event. Anybody may send here, so only so much is read before the signature is checked.
    private static final int EVENT_MAX_BYTES = 256 * 1024;

    private final Payments payments;
    private final ProviderEvents events;

    PaymentController(Payments payments, ProviderEvents events) {
        this.payments = payments;
        this.events = events;
    }

    @GetMapping("/{id}")
    @SignedIn
    @Operation(summary = "One payment, for its payer and for those who may read the operator's reservations")
    Payment payment(@PathVariable UUID id, Caller caller) {
        var charge = payments.find(id);
        if (!caller.account().equals(charge.accountId())) {
            caller.requireOrHide(Permission.RESERVATIONS_READ, charge.operatorId());
        }
        return Payment.of(charge);
    }

    /// Answers 200 for whatever is rightly signed, known already, or of no interest, so that it is not sent again.
    @PostMapping("/webhooks/{provider}")
    @Public
    @Refuses({"BAD_SIGNATURE", "PROVIDER_UNAVAILABLE"})
    @Operation(summary = "Where a payment provider tells what happened, signed; each event has one effect")
    void receiveEvent(@PathVariable String provider, @RequestHeader HttpHeaders headers, HttpServletRequest request)
            throws IOException {
        var body = request.getInputStream().readNBytes(EVENT_MAX_BYTES + 1);
        if (body.length > EVENT_MAX_BYTES) {
            throw Refusal.field("body", "must be at most " + EVENT_MAX_BYTES + " bytes");
        }
        events.apply(provider, events.read(provider, body, headers));
    }
}
