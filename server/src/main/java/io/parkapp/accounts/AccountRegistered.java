package io.parkapp.accounts;

import java.util.UUID;

/// Somebody made an account. Published in the transaction that makes it.
///
/// @param confirmation the link by which they confirm their e-mail address: an id for [Links#token]
public record AccountRegistered(UUID account, UUID confirmation) {}
