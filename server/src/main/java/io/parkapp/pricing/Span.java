package io.parkapp.pricing;

/// From one point of a [Timeline] up to another.
///
/// @param owner whose it is, by its number
record Span(long from, long until, int owner) {}
