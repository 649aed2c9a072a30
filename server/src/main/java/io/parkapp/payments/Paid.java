package io.parkapp.payments;

/// What was taken and given back for one subject, in minor units of its currency.
///
/// @param refundedMinor includes refunds that are still on their way
public record Paid(long capturedMinor, long refundedMinor) {
    public static final Paid NOTHING = new Paid(0, 0);

    public long keptMinor() {
        return capturedMinor - refundedMinor;
    }
}
