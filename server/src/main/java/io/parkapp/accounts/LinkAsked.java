package io.parkapp.accounts;

import java.util.UUID;

/// A link has to be sent to its account's e-mail address. Published in the transaction that makes the link.
public record LinkAsked(UUID link, UUID account, Purpose purpose) {
    /// What whoever has the link may do, once.
    public enum Purpose {
        PASSWORD_RESET,
        EMAIL_CONFIRMATION
    }
}
