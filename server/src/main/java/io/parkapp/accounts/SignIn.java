package io.parkapp.accounts;

import io.parkapp.accounts.Sessions.Tokens;
import io.parkapp.platform.RateLimits;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Language;
import java.time.Duration;
import org.springframework.stereotype.Service;

/// Proves who somebody is by their password: limits the guesses, compares, then asks [Sessions].
@Service
class SignIn {
    static final int CONFIRMATIONS = 10;
    static final Duration CONFIRMATION_PERIOD = Duration.ofMinutes(10);

    private final Sessions sessions;
    private final Links links;
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final PasswordStrength strength;
    private final SignInLimits limits;
    private final RateLimits rateLimits;

    SignIn(
            Sessions sessions,
            Links links,
            AccountRepository accounts,
            Passwords passwords,
            PasswordStrength strength,
            SignInLimits limits,
            RateLimits rateLimits) {
        this.sessions = sessions;
        this.links = links;
        this.accounts = accounts;
        this.passwords = passwords;
        this.strength = strength;
        this.limits = limits;
        this.rateLimits = rateLimits;
    }

    /// @param address of whoever asks, on the network
    public Tokens register(PersonName name, EmailAddress email, String password, Language language, String address) {
        limits.beforeRegistration(address);
        strength.require("password", password, name.text(), email.text());
        return sessions.register(name, email, passwords.hash(password), language);
    }

    /// The same answer, after the same work, whether the address is unknown, the password wrong or the account closed.
    public Tokens signIn(String typedEmail, String password, String address) {
        var email = EmailAddress.normal(typedEmail);
        limits.beforeSignIn(email, address);
        var facts = accounts.signInFacts(email).orElse(null);
        var hash = facts == null ? null : facts.passwordHash();
        if (!passwords.fits(password, hash) || facts == null || hash == null) {
            throw new Refusal(AccountsRefusal.WRONG_CREDENTIALS);
        }
        var tokens = sessions.open(facts.account(), hash);
        limits.afterSignIn(email, address);
        return tokens;
    }

    public Tokens changePassword(Caller caller, String current, String next) {
        var oldHash = confirm(caller, "currentPassword", current);
        var profile = accounts.profile(caller.account());
        strength.require("newPassword", next, profile.name(), profile.email());
        return sessions.changePassword(caller, oldHash, passwords.hash(next));
    }

    /// The same answer, whether the address belongs to somebody or not.
    ///
    /// @param address of whoever asks, on the network
    public void askForReset(EmailAddress email, String address) {
        limits.beforeLink(email.text(), address);
        links.askForPasswordReset(email);
    }

    /// Once more, for somebody who is signed in.
    public void askForConfirmation(Caller caller, String address) {
        var profile = accounts.profile(caller.account());
        limits.beforeLink(profile.email(), address);
        if (!profile.emailConfirmed()) {
            links.askForEmailConfirmation(caller.account());
        }
    }

    /// By the link of a mail instead of the old password. Nobody is signed in by it.
    public void resetPassword(String token, String next, String address) {
        limits.beforeLinkUse(address);
        var owner = links.ownerForReset(token);
        strength.require("password", next, owner.name(), owner.email());
        links.resetPassword(token, passwords.hash(next));
    }

    public void confirmEmail(String token, String address) {
        limits.beforeLinkUse(address);
        links.confirmEmail(token);
    }

    /// Asks whoever is signed in for their password once more.
    ///
    /// @return the hash that it fits
    String confirm(Caller caller, String field, String password) {
        var key = caller.account().toString();
        rateLimits.take("password confirmation", key, CONFIRMATIONS, CONFIRMATION_PERIOD);
        var hash = accounts.passwordHash(caller.account()).orElse(null);
        if (!passwords.fits(password, hash) || hash == null) {
            throw Refusal.field(AccountsRefusal.WRONG_PASSWORD, field, "is not right");
        }
        rateLimits.giveBack("password confirmation", key, CONFIRMATIONS, CONFIRMATION_PERIOD);
        return hash;
    }
}
