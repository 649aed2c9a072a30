package io.parkapp.reports;

import java.time.LocalDate;
import java.util.List;

/// What was taken less what was given back, by the days of each lot's own calendar.
///
/// @param from the first day
/// @param until the last day
/// @param lots the most earning first, per currency
public record Revenue(LocalDate from, LocalDate until, List<RevenueSeries> series, List<LotRevenue> lots) {}
