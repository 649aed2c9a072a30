package io.parkapp.accounting;

import io.parkapp.accounting.Books.Span;
import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.accounts.RequiresPermission;
import io.parkapp.platform.TableWriter.Format;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
@RequestMapping("/api/operators/{id}/books")
@Tag(name = "accounting")
class BooksController {
    private final Books books;

    BooksController(Books books) {
        this.books = books;
    }

    @GetMapping("/journal/file")
    @RequiresPermission(Permission.REPORTS_READ)
    @Operation(
            summary = "The journal as CSV or XLSX",
            description = "Every entry of the ledger, debit and credit, on the days from `from` to `until`, both "
                    + "included; at most 366.")
    ResponseEntity<StreamingResponseBody> journalFile(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam LocalDate from,
            @RequestParam LocalDate until,
            @RequestParam(defaultValue = "CSV") Format format) {
        var span = span(caller, id, from, until);
        return file("journal", span, format, out -> books.writeJournal(id, span, format, out));
    }

    record TaxReport(List<TaxLine> items) {}

    @GetMapping("/tax")
    @RequiresPermission(Permission.REPORTS_READ)
    @Operation(summary = "What was billed, by rate of tax", description = "Reductions are taken off. At most 366 days.")
    TaxReport taxReport(
            Caller caller, @PathVariable UUID id, @RequestParam LocalDate from, @RequestParam LocalDate until) {
        return new TaxReport(books.tax(id, span(caller, id, from, until)));
    }

    @GetMapping("/tax/file")
    @RequiresPermission(Permission.REPORTS_READ)
    @Operation(summary = "The tax report as CSV or XLSX")
    ResponseEntity<StreamingResponseBody> taxFile(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam LocalDate from,
            @RequestParam LocalDate until,
            @RequestParam(defaultValue = "CSV") Format format) {
        var span = span(caller, id, from, until);
        return file("tax", span, format, out -> books.writeTax(id, span, format, out));
    }

    record ClearingReport(List<ClearingLine> items) {}

    @GetMapping("/providers")
    @RequiresPermission(Permission.REPORTS_READ)
    @Operation(
            summary = "What payment providers took and gave back, by day",
            description = "To be held against what they paid out. At most 366 days.")
    ClearingReport clearingReport(
            Caller caller, @PathVariable UUID id, @RequestParam LocalDate from, @RequestParam LocalDate until) {
        return new ClearingReport(books.clearing(id, span(caller, id, from, until)));
    }

    @GetMapping("/providers/file")
    @RequiresPermission(Permission.REPORTS_READ)
    @Operation(summary = "What payment providers took and gave back, as CSV or XLSX")
    ResponseEntity<StreamingResponseBody> clearingFile(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam LocalDate from,
            @RequestParam LocalDate until,
            @RequestParam(defaultValue = "CSV") Format format) {
        var span = span(caller, id, from, until);
        return file("providers", span, format, out -> books.writeClearing(id, span, format, out));
    }

    private Span span(Caller caller, UUID operator, LocalDate from, LocalDate until) {
        var span = new Span(from, until);
        books.requireReadable(caller, operator, span);
        return span;
    }

    private static ResponseEntity<StreamingResponseBody> file(
            String name, Span span, Format format, StreamingResponseBody body) {
        var fileName = name + "-" + span.from() + "-" + span.until() + "." + format.extension();
        return ResponseEntity.ok()
                .contentType(format.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(fileName)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(body);
    }
}
