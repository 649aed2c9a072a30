package io.parkapp.receipts;

import static io.parkapp.accounts.Permission.REPORTS_READ;

import io.parkapp.accounts.Caller;
import io.parkapp.parking.Reservations;
import io.parkapp.platform.Cursor;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Settings;
import io.parkapp.receipts.DocumentRepository.Filter;
import io.parkapp.values.Money;
import io.parkapp.values.Page;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Finds what was issued, for those who may see the reservation, and prints it.
@Service
public class Documents {
    private final DocumentRepository repository;
    private final Reservations reservations;
    private final JsonMapper json;
    private final URI publicUrl;

    Documents(DocumentRepository repository, Reservations reservations, JsonMapper json, Settings settings) {
        this.repository = repository;
        this.reservations = reservations;
        this.json = json;
        this.publicUrl = settings.publicUrl();
    }

    /// A finished file.
    ///
    /// @param name as it is saved under
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record File(String name, byte[] content) {}

    /// Newest first.
    @Transactional(readOnly = true)
    List<ReceiptAnswer> ofReservation(Caller caller, UUID reservation) {
        reservations.requireVisible(caller, reservation);
        return repository.ofReservation(reservation);
    }

    @Transactional(readOnly = true)
    File print(Caller caller, UUID id, Paper paper) {
        var document = repository.find(id).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        reservations.requireVisible(caller, document.subjectId());
        return print(document, paper);
    }

    /// What was issued, for whoever writes to the driver.
    ///
    /// @param number as people say it: R-2026-000042
    /// @param corrects the number of the receipt that this credit note takes from; null for a receipt
    /// @param reservation as people say it
    /// @param pdf on A4
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Issued(
            String number, @Nullable String corrects, Money total, String reservation, String lotName, byte[] pdf) {}

    @Transactional(readOnly = true)
    public Optional<Issued> issued(UUID id) {
        return repository.find(id).map(document -> {
            var content = document.read(json).orElseThrow();
            var corrected = content.corrects();
            return new Issued(
                    document.number(),
                    corrected == null ? null : corrected.number(),
                    document.total(),
                    content.stay().number(),
                    content.stay().lotName(),
                    print(document, Paper.A4).content());
        });
    }

    /// @throws Refusal NO_RECEIPT_YET before anything was paid
    @Transactional(readOnly = true)
    File printLatest(Caller caller, UUID reservation, Paper paper) {
        reservations.requireVisible(caller, reservation);
        return print(
                repository.latestOf(reservation).orElseThrow(() -> new Refusal(ReceiptsRefusal.NO_RECEIPT_YET)), paper);
    }

    /// What asks for a list.
    record Wanted(
            @Nullable UUID lotId,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable DocumentKind kind,
            @Nullable String text) {}

    /// Of the operators whose reports the caller may read.
    @Transactional(readOnly = true)
    Page<ReceiptAnswer> list(Caller caller, Wanted wanted, int limit, @Nullable String cursor) {
        return page(filter(caller, wanted, Cursor.parse(cursor, 2), limit + 1), limit);
    }

    /// Of the caller's own reservations.
    @Transactional(readOnly = true)
    Page<ReceiptAnswer> own(Caller caller, int limit, @Nullable String cursor) {
        var after = Cursor.parse(cursor, 2);
        return page(
                new Filter(
                        null,
                        caller.account(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        after == null ? null : after.instant(0),
                        after == null ? null : after.id(1),
                        limit + 1),
                limit);
    }

    private Page<ReceiptAnswer> page(Filter filter, int limit) {
        return Page.of(repository.list(filter), limit, last -> Cursor.after(last.issuedAt(), last.id()));
    }

    /// @param limit null for all
    static Filter filter(Caller caller, Wanted wanted, @Nullable Cursor after, @Nullable Integer limit) {
        var operators = caller.operatorsWith(REPORTS_READ);
        return new Filter(
                operators == null ? null : Set.of(operators),
                null,
                wanted.lotId(),
                wanted.from(),
                wanted.until(),
                wanted.kind(),
                wanted.text() == null || wanted.text().isBlank()
                        ? null
                        : wanted.text().strip(),
                after == null ? null : after.instant(0),
                after == null ? null : after.id(1),
                limit);
    }

    /// What was altered after it was issued is never printed as though it had been issued so.
    private File print(Document document, Paper paper) {
        var content = document.read(json).orElseThrow();
        if (!document.isUnchanged(json)) {
            throw new IllegalStateException("document " + document.id() + " is not what was issued");
        }
        var receipt = new Receipt(content, document.hash(), document.code(), publicUrl);
        var file = paper == Paper.A4 ? new ReceiptPage(receipt).render() : new ReceiptRoll(receipt).render();
        return new File(document.number() + ".pdf", file);
    }
}
