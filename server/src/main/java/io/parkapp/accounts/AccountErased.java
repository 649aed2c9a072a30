package io.parkapp.accounts;

import java.util.UUID;

/// Published in the transaction that erases an account, so that each module anonymises what it keeps of this person.
public record AccountErased(UUID account) {}
