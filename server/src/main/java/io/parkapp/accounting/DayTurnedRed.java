package io.parkapp.accounting;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// A day of an operator does not add up, and was not known not to. Published in the transaction that notes it.
///
/// @param alarm another one each time that a day turns red
/// @param claims that do not hold
public record DayTurnedRed(UUID alarm, UUID operatorId, LocalDate day, List<Proof.Claim> claims) {}
