package io.parkapp.notifications;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.SignedIn;
import io.parkapp.platform.Idempotent;
import io.parkapp.platform.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/me/browsers")
@Tag(name = "messages")
class BrowserController {
    private final Browsers browsers;

    BrowserController(Browsers browsers) {
        this.browsers = browsers;
    }

    @GetMapping
    @SignedIn
    @Operation(summary = "One's browsers that show messages, and the key to subscribe with")
    Browsers.Listed myBrowsers(Caller caller) {
        return browsers.of(caller);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @SignedIn
    @Idempotent
    @Refuses("TOO_MANY_BROWSERS")
    @Operation(
            summary = "Let a browser show messages",
            description = "One that is known stays one, and is one's own from now on. With the first one, reminders "
                    + "and warnings come this way too.")
    Browser addBrowser(Caller caller, @Valid @RequestBody Browsers.Request request) {
        return browsers.add(caller, request);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @SignedIn
    @Operation(summary = "Let a browser show messages no more")
    void removeBrowser(Caller caller, @PathVariable UUID id) {
        browsers.remove(caller, id);
    }
}
