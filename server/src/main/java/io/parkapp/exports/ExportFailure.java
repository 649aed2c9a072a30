package io.parkapp.exports;

/// Why there is no file.
public enum ExportFailure {
    /// It would be larger than any that is kept: a narrower filter helps.
    TOO_LARGE,
    /// Whoever asked may not see these rows any more.
    NOT_ALLOWED,
    /// It was tried several times; the log says what went wrong.
    INTERNAL
}
