package io.parkapp.notifications;

/// The ways to reach somebody.
enum Channel {
    EMAIL,
    SMS,
    CHAT,
    /// Shown by browsers.
    PUSH
}
