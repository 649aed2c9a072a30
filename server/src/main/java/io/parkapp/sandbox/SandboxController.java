package io.parkapp.sandbox;

import io.parkapp.accounts.Public;
import io.parkapp.platform.Markup;
import io.parkapp.platform.Refusal;
import io.parkapp.sandbox.SandboxSession.State;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The sandbox's pages, for browsers.
@RestController
@RequestMapping("/sandbox")
@Profile("demo")
@Hidden
class SandboxController {
    private static final MediaType CSS = new MediaType("text", "css", StandardCharsets.UTF_8);
    private static final Duration CSS_KEPT = Duration.ofMinutes(10);

    private final Sandbox sandbox;
    private final Clock clock;

    SandboxController(Sandbox sandbox, Clock clock) {
        this.sandbox = sandbox;
        this.clock = clock;
    }

    @GetMapping("/checkout.css")
    @Public
    ResponseEntity<Resource> style() {
        return ResponseEntity.ok()
                .contentType(CSS)
                .cacheControl(CacheControl.maxAge(CSS_KEPT))
                .body(new ClassPathResource("sandbox/checkout.css"));
    }

    /// @param card one of the test cards, to fill in the form with
    @GetMapping("/checkout/{id}")
    @Public
    ResponseEntity<String> checkout(@PathVariable String id, @RequestParam Optional<String> card, Locale reader) {
        var session = sandbox.find(id);
        var form = card.flatMap(SandboxCard::named)
                .map(chosen -> SandboxForm.filledWith(chosen, today()))
                .orElse(SandboxForm.EMPTY);
        return show(session, form, Map.of(), reader);
    }

    @PostMapping("/checkout/{id}")
    @Public
    ResponseEntity<String> pay(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String expiry,
            @RequestParam(defaultValue = "") String cvc,
            @RequestParam(defaultValue = "") String name,
            Locale reader,
            HttpServletRequest request) {
        requireSameSite(request);
        var session = sandbox.find(id);
        var form = new SandboxForm(number, expiry, cvc, name);
        var errors = form.errors(today());
        var card = form.card();
        if (!errors.isEmpty() || card.isEmpty()) {
            return show(session, form.forRetyping(), errors, reader);
        }
        return next(sandbox.pay(id, card.get()));
    }

    @GetMapping("/checkout/{id}/bank")
    @Public
    ResponseEntity<String> bank(@PathVariable String id, Locale reader) {
        var session = sandbox.find(id);
        return session.stateAt(clock.instant()) == State.CHALLENGED
                ? html(HttpStatus.OK, SandboxPage.bank(session, reader), session)
                : seeOther(SandboxPage.path(session));
    }

    @PostMapping("/checkout/{id}/bank")
    @Public
    ResponseEntity<String> answerBank(
            @PathVariable String id, @RequestParam String answer, HttpServletRequest request) {
        requireSameSite(request);
        return next(sandbox.answerChallenge(id, answer.equals("authorise")));
    }

    @ExceptionHandler
    ResponseEntity<String> unknown(Refusal notFound) {
        return html(HttpStatus.NOT_FOUND, SandboxPage.unknown(), null);
    }

    @ExceptionHandler
    ResponseEntity<String> foreign(ForeignForm foreign) {
        return html(HttpStatus.FORBIDDEN, SandboxPage.foreignForm(), null);
    }

    private ResponseEntity<String> show(
            SandboxSession session, SandboxForm form, Map<String, String> errors, Locale reader) {
        var now = clock.instant();
        return switch (session.stateAt(now)) {
            case OPEN, CHALLENGED ->
                html(
                        errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                        SandboxPage.checkout(session, form, errors, now, reader),
                        session);
            case PROCESSING, PAID, EXPIRED ->
                html(HttpStatus.OK, SandboxPage.over(session, session.stateAt(now), reader), session);
        };
    }

    private ResponseEntity<String> next(SandboxSession session) {
        return switch (session.stateAt(clock.instant())) {
            case PAID -> seeOther(SandboxPage.back(session, "succeeded"));
            case PROCESSING -> seeOther(SandboxPage.back(session, "processing"));
            case CHALLENGED -> seeOther(SandboxPage.path(session) + "/bank");
            case OPEN, EXPIRED -> seeOther(SandboxPage.path(session));
        };
    }

    private static ResponseEntity<String> seeOther(String address) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(address))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    /// @param session whose shop the form's answer leads back to: browsers apply the policy to redirects too
    private static ResponseEntity<String> html(HttpStatus status, Markup page, @Nullable SandboxSession session) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; "
                                + "frame-ancestors 'none'; form-action 'self'"
                                + (session == null ? "" : shopOrigin(session.returnTo())))
                .body(page.text());
    }

    private static String shopOrigin(URI shop) {
        return shop.isAbsolute() ? " " + shop.getScheme() + "://" + shop.getRawAuthority() : "";
    }

    /// Browsers say from where a form was sent; what is no browser carries nobody's rights.
    private static void requireSameSite(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        var isOwn = site != null
                ? site.equals("same-origin")
                : origin == null || origin.endsWith("://" + request.getHeader(HttpHeaders.HOST));
        if (!isOwn) {
            throw new ForeignForm();
        }
    }

    private YearMonth today() {
        return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    }

    static final class ForeignForm extends RuntimeException {}
}
