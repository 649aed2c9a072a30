package io.parkapp.accounts;

import io.parkapp.platform.Idempotent;
import io.parkapp.platform.Refuses;
import io.parkapp.values.Language;
import io.parkapp.values.Plate;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/me")
@Tag(name = "me", description = "One's own account")
class MeController {
    private final Accounts accounts;
    private final People people;
    private final SignIn signIn;
    private final SignedInAnswers answers;

    MeController(Accounts accounts, People people, SignIn signIn, SignedInAnswers answers) {
        this.accounts = accounts;
        this.people = people;
        this.signIn = signIn;
        this.answers = answers;
    }

    record ProfileChange(
            @Schema(example = "Uma Driver") @Nullable PersonName name,
            @Schema(example = "de") @Nullable Language language) {}

    record PasswordChange(
            @NotNull @Size(max = 2 * PasswordStrength.LENGTH_MAX) @Schema(example = "user123")
            String currentPassword,

            @NotNull
            @Schema(
                    example = "seven sleepy zebras",
                    minLength = PasswordStrength.LENGTH_MIN,
                    maxLength = PasswordStrength.LENGTH_MAX)
            String newPassword) {
        @Override
        public String toString() {
            return "PasswordChange";
        }
    }

    record AccountErasure(
            @NotNull @Size(max = 2 * PasswordStrength.LENGTH_MAX) @Schema(example = "user123")
            String password) {
        @Override
        public String toString() {
            return "AccountErasure";
        }
    }

    record VehicleRequest(
            @NotNull @Schema(example = "B-PK 123") Plate plate,

            @Size(max = Vehicle.NAME_LENGTH_MAX)
            @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters")
            @Schema(example = "The red one")
            @Nullable
            String name) {}

    record VehicleList(List<Vehicle> items) {}

    @GetMapping
    @SignedIn
    @Operation(summary = "Who am I, and what may I do")
    CurrentUser me(Caller caller) {
        return accounts.me(caller);
    }

    @PatchMapping
    @SignedIn
    @Operation(summary = "Change one's name, or the language that one's receipts are written in")
    CurrentUser changeMe(Caller caller, @Valid @RequestBody ProfileChange change) {
        return accounts.change(caller, change.name(), change.language());
    }

    @PutMapping("/password")
    @SignedIn
    @Refuses({"WRONG_PASSWORD", "WEAK_PASSWORD", "TOO_MANY_REQUESTS"})
    @Operation(
            summary = "Change one's password",
            description = "Ends all sessions, this one too, and opens a fresh one: use the new access token at once.")
    SignedInAnswer changePassword(
            Caller caller,
            @Valid @RequestBody PasswordChange change,
            HttpServletRequest request,
            HttpServletResponse response) {
        return answers.answer(
                signIn.changePassword(caller, change.currentPassword(), change.newPassword()), request, response);
    }

    @PostMapping("/email-confirmation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @SignedIn
    @Refuses("TOO_MANY_REQUESTS")
    @Operation(
            summary = "Ask for another mail by which to confirm one's e-mail address",
            description = "None is sent where it was confirmed.")
    void askForEmailConfirmation(Caller caller, HttpServletRequest request) {
        signIn.askForConfirmation(caller, request.getRemoteAddr());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @SignedIn
    @Refuses({"WRONG_PASSWORD", "LAST_ADMIN", "TOO_MANY_REQUESTS"})
    @Operation(
            summary = "Erase oneself",
            description = "Needs the password once more. Reservations and money stay, without a person.")
    void eraseMe(Caller caller, @Valid @RequestBody AccountErasure erasure) {
        signIn.confirm(caller, "password", erasure.password());
        people.erase(caller, caller.account());
    }

    @GetMapping("/vehicles")
    @SignedIn
    @Operation(summary = "One's vehicles")
    VehicleList myVehicles(Caller caller) {
        return new VehicleList(accounts.vehicles(caller));
    }

    @PostMapping("/vehicles")
    @ResponseStatus(HttpStatus.CREATED)
    @SignedIn
    @Idempotent
    @Refuses({"VEHICLE_EXISTS", "TOO_MANY_VEHICLES"})
    @Operation(summary = "Keep a vehicle, so that its plate need not be typed")
    Vehicle addVehicle(Caller caller, @Valid @RequestBody VehicleRequest request) {
        var name = request.name();
        return accounts.addVehicle(caller, request.plate(), name == null || name.isBlank() ? null : name.strip());
    }

    @DeleteMapping("/vehicles/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @SignedIn
    @Operation(summary = "Forget a vehicle")
    void removeVehicle(Caller caller, @PathVariable UUID id) {
        accounts.removeVehicle(caller, id);
    }
}
