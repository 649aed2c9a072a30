package io.parkapp.typesetting;

/// A label and what it says.
public record Fact(String label, String text) {}
