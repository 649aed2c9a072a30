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

    @GetMapping("/file")
    @RequiresPermission(Permission.REPORTS_READ)
    @Operation(
            summary = "One of the books as CSV or XLSX",
            description = "Of the days from `from` to `until`, both included; at most 366.")
    ResponseEntity<StreamingResponseBody> booksFile(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam Books.Book book,
            @RequestParam LocalDate from,
            @RequestParam LocalDate until,
            @RequestParam(defaultValue = "CSV") Format format) {
        var span = span(caller, id, from, until);
        var fileName = book.fileName() + "-" + from + "-" + until + "." + format.extension();
        return ResponseEntity.ok()
                .contentType(format.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(fileName)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(out -> books.write(book, id, span, format, out));
    }

    record TaxReport(List<TaxLine> items) {}

    @GetMapping("/tax")
    @RequiresPermission(Permission.REPORTS_READ)
    @Operation(summary = "What was billed, by rate of tax", description = "Reductions are taken off. At most 366 days.")
    TaxReport taxReport(
            Caller caller, @PathVariable UUID id, @RequestParam LocalDate from, @RequestParam LocalDate until) {
        return new TaxReport(books.tax(id, span(caller, id, from, until)));
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

    private Span span(Caller caller, UUID operator, LocalDate from, LocalDate until) {
        var span = new Span(from, until);
        books.requireReadable(caller, operator, span);
        return span;
    }
}
