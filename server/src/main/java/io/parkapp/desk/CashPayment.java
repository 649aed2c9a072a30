package io.parkapp.desk;

import io.parkapp.values.Money;
import java.util.UUID;

/// Cash that was taken for a reservation.
///
/// @param id of the payment
/// @param given by the driver
/// @param change handed back at once
record CashPayment(UUID id, UUID reservationId, Money amount, Money given, Money change) {}
