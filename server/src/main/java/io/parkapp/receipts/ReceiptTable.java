package io.parkapp.receipts;

import static io.parkapp.accounts.Permission.REPORTS_READ;

import io.parkapp.accounts.Caller;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Table;
import io.parkapp.receipts.Documents.Wanted;
import io.parkapp.values.LocalTimes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The list of receipts and credit notes as a file has it.
@Service
public class ReceiptTable {
    private static final List<String> HEADER = List.of(
            "Number",
            "Kind",
            "Issued",
            "Time zone",
            "Reservation",
            "Car park",
            "Amount",
            "Currency",
            "Verification code");

    private final DocumentRepository repository;

    ReceiptTable(DocumentRepository repository) {
        this.repository = repository;
    }

    /// With the filters of the list. What was given back is below nothing.
    ///
    /// @throws Refusal FORBIDDEN
    public Table of(
            Caller caller,
            @Nullable UUID lotId,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable DocumentKind kind,
            @Nullable String text) {
        if (!caller.mayAnywhere(REPORTS_READ)) {
            throw new Refusal(PlatformRefusal.FORBIDDEN);
        }
        var filter = Documents.filter(caller, new Wanted(lotId, from, until, kind, text), null, null);
        return new Table(
                "Receipts",
                HEADER,
                () -> repository.count(filter),
                sink -> repository.each(
                        filter,
                        each -> sink.row(
                                each.number(),
                                each.kind(),
                                new LocalTimes(each.timeZone()).stamp(each.issuedAt()),
                                each.timeZone(),
                                each.reservationNumber(),
                                each.lotName(),
                                each.kind() == DocumentKind.CREDIT_NOTE
                                        ? each.total().major().negate()
                                        : each.total().major(),
                                each.total().currency(),
                                each.code())));
    }
}
