package io.parkapp.notifications;

/// QUEUED until it is SENT; FAILED when nobody tries any more; DROPPED when there was nothing to tell any more, or
/// nobody to tell it to.
enum MessageStatus {
    QUEUED,
    SENT,
    FAILED,
    DROPPED
}
