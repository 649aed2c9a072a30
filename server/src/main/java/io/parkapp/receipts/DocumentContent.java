package io.parkapp.receipts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.parkapp.lots.SpotKind;
import io.parkapp.pricing.PriceLine;
import io.parkapp.values.Language;
import io.parkapp.values.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a document says, as [DocumentRepository] writes it when it is issued. Read for ever: a field may be added as
/// one that can be absent, and none may be taken away.
///
/// @param language that it is printed in; absent in those from before there were others than English
/// @param corrects the receipt that a credit note takes from; null for a receipt
/// @param lines of the price of the stay
/// @param taxes in the amount of this document
/// @param priceMinor of the stay, by its tariff
/// @param correctedMinor what people decided to ask for besides; negative: for less
/// @param totalMinor what this document is for: taken, or given back by a credit note
/// @param earlier documents of the same stay, oldest first
/// @param owedMinor for the stay, when this was issued
/// @param balanceMinor still to be paid after this document; negative: still to be given back
@JsonIgnoreProperties(ignoreUnknown = true)
record DocumentContent(
        String number,
        DocumentKind kind,
        Instant issuedAt,
        @Nullable Language language,
        @Nullable Reference corrects,
        Seller seller,
        Stay stay,
        Tariff tariff,
        List<PriceLine> lines,
        List<Tax> taxes,
        Payment payment,
        List<Reference> earlier,
        String currency,
        long priceMinor,
        long correctedMinor,
        long totalMinor,
        long owedMinor,
        long balanceMinor) {

    /// Another document.
    record Reference(String number, DocumentKind kind, Instant issuedAt, long totalMinor) {}

    /// As the operator was when it was issued.
    record Seller(
            String name,
            @Nullable String address,
            @Nullable String taxNumber,
            @Nullable String email,
            @Nullable String phone) {}

    /// @param number of the reservation, as people say it
    record Stay(
            UUID reservationId,
            String number,
            String plate,
            UUID lotId,
            String lotName,
            String lotAddress,
            String timeZone,
            String spotLabel,
            String levelName,
            SpotKind kind,
            Instant from,
            Instant until,
            boolean driveUp,
            @Nullable Instant checkedInAt,
            @Nullable Instant checkedOutAt,
            @Nullable Instant cancelledAt) {}

    /// By which the stay was priced.
    ///
    /// @param hash SHA-256 of the version's document
    record Tariff(UUID versionId, int version, String hash) {}

    /// @param included whether the tariff's prices have it in them, or it was added to them
    record Tax(String name, String percent, boolean included, long netMinor, long taxMinor) {}

    /// @param id of the charge or refund
    /// @param method the provider's name
    record Payment(UUID id, String method, Instant at) {}

    Language writtenIn() {
        return language == null ? Language.ENGLISH : language;
    }

    Money total() {
        return money(totalMinor);
    }

    Money money(long amountMinor) {
        return Money.of(amountMinor, currency);
    }
}
