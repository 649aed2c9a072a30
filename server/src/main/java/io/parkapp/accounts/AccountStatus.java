package io.parkapp.accounts;

/// An erased account keeps its id, so that money rows stay whole, and nothing that tells who it was.
public enum AccountStatus {
    ACTIVE,
    DEACTIVATED,
    ERASED
}
