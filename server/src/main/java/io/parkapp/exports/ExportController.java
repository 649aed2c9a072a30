package io.parkapp.exports;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.SignedIn;
import io.parkapp.platform.Cursor;
import io.parkapp.platform.Idempotent;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Refuses;
import io.parkapp.values.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.InputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/exports")
@Tag(name = "exports")
class ExportController {
    private final Exports exports;
    private final ExportFiles files;

    ExportController(Exports exports, ExportFiles files) {
        this.exports = exports;
        this.files = files;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @SignedIn
    @Idempotent
    @Refuses({"EXPORTS_RUNNING", "EXPORTS_OF_TODAY"})
    @Operation(
            summary = "Ask for a list as a file",
            description = "Made in the background, with the filters of the list: RESERVATIONS has scope, status, q, "
                    + "lotId, spotId, from and until; RECEIPTS q, lotId, from, until and documentKind; PAYMENTS "
                    + "lotId, from and until; SPOTS lotId; PEOPLE q, status and role; AUDIT actorId, subjectId and "
                    + "action. At most two at a time, and thirty within a day.")
    Export askForExport(Caller caller, @Valid @RequestBody ExportRequest request) {
        return exports.ask(caller, request);
    }

    @GetMapping
    @SignedIn
    @Operation(summary = "One's own files, the newest first")
    Page<Export> myExports(
            Caller caller,
            @RequestParam(defaultValue = "" + Page.LIMIT_DEFAULT) @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return exports.list(caller, limit, Cursor.parse(cursor, 1));
    }

    @GetMapping("/{id}")
    @SignedIn
    @Operation(summary = "How far a file is")
    Export getExport(Caller caller, @PathVariable UUID id) {
        return exports.get(caller, id);
    }

    @GetMapping("/{id}/file")
    @SignedIn
    @Refuses({"EXPORT_NOT_READY", "EXPORT_GONE"})
    @Operation(summary = "The file", description = "For seven days from when it was ready.")
    ResponseEntity<Resource> exportFile(Caller caller, @PathVariable UUID id) {
        var export = exports.get(caller, id);
        var file = files.find(id)
                .orElseThrow(() -> new Refusal(
                        export.status() == ExportStatus.QUEUED || export.status() == ExportStatus.RUNNING
                                ? ExportsRefusal.EXPORT_NOT_READY
                                : ExportsRefusal.EXPORT_GONE));
        return ResponseEntity.ok()
                .contentType(file.mediaType())
                .contentLength(file.sizeBytes())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name())
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(new Streamed(file));
    }

    @PostMapping("/{id}/cancellation")
    @SignedIn
    @Idempotent
    @Operation(summary = "Stop making a file", description = "One that is finished stays as it is.")
    Export cancelExport(Caller caller, @PathVariable UUID id) {
        return exports.cancel(caller, id);
    }

    /// Of a length that is known beforehand, and read once.
    private static final class Streamed extends AbstractResource {
        private final ExportFiles.File file;

        Streamed(ExportFiles.File file) {
            this.file = file;
        }

        @Override
        public String getDescription() {
            return file.name();
        }

        @Override
        public long contentLength() {
            return file.sizeBytes();
        }

        @Override
        public InputStream getInputStream() {
            return file.content();
        }
    }
}
