package io.parkapp.exports;

/// QUEUED → RUNNING → READY → EXPIRED; or FAILED, CANCELLED.
public enum ExportStatus {
    QUEUED,
    RUNNING,
    READY,
    FAILED,
    CANCELLED,
    EXPIRED
}
