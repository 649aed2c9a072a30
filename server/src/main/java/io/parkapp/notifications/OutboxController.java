package io.parkapp.notifications;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.accounts.RequiresPermission;
import io.parkapp.accounts.SignedIn;
import io.parkapp.notifications.Message.Attachment;
import io.parkapp.notifications.Outbox.Wanted;
import io.parkapp.platform.Idempotent;
import io.parkapp.platform.Refuses;
import io.parkapp.values.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "messages")
class OutboxController {
    private static final int TEXT_LENGTH_MAX = 100;

    private final Outbox outbox;

    OutboxController(Outbox outbox) {
        this.outbox = outbox;
    }

    @GetMapping("/api/outbox")
    @RequiresPermission(Permission.MESSAGES_READ)
    @Operation(
            summary = "The messages that went out, newest first",
            description = "`q` is a part of subject or address.")
    Page<MessageAnswer> outbox(
            Caller caller,
            @RequestParam @Nullable MessageKind kind,
            @RequestParam @Nullable MessageStatus status,
            @RequestParam @Nullable Channel channel,
            @RequestParam @Size(max = TEXT_LENGTH_MAX) @Nullable String q,
            @RequestParam(defaultValue = "" + Page.LIMIT_DEFAULT) @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam @Nullable String cursor) {
        return outbox.all(caller, new Wanted(kind, status, channel, q), limit, cursor);
    }

    @GetMapping("/api/outbox/{id}")
    @RequiresPermission(Permission.MESSAGES_READ)
    @Operation(
            summary = "One message, with what it says",
            description = "A link that opens an account is taken out of it, except in the demo.")
    MessageAnswer.Whole outboxMessage(Caller caller, @PathVariable UUID id) {
        return outbox.open(caller, id);
    }

    @GetMapping("/api/outbox/{id}/attachments/{number}")
    @RequiresPermission(Permission.MESSAGES_READ)
    @Operation(summary = "A file of a message")
    ResponseEntity<byte[]> outboxAttachment(Caller caller, @PathVariable UUID id, @PathVariable int number) {
        return file(outbox.file(caller, id, number));
    }

    @PostMapping("/api/outbox/{id}/retry")
    @RequiresPermission(Permission.MESSAGES_READ)
    @Idempotent
    @Refuses("MESSAGE_NOT_FAILED")
    @Operation(summary = "Send a failed message again")
    MessageAnswer retryMessage(Caller caller, @PathVariable UUID id) {
        return outbox.retry(caller, id);
    }

    @GetMapping("/api/me/messages")
    @SignedIn
    @Operation(summary = "One's own messages, newest first")
    Page<MessageAnswer> myMessages(
            Caller caller,
            @RequestParam @Nullable MessageKind kind,
            @RequestParam @Size(max = TEXT_LENGTH_MAX) @Nullable String q,
            @RequestParam(defaultValue = "" + Page.LIMIT_DEFAULT) @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam @Nullable String cursor) {
        return outbox.own(caller, new Wanted(kind, null, null, q), limit, cursor);
    }

    @GetMapping("/api/me/messages/{id}")
    @SignedIn
    @Operation(summary = "One of one's messages, with what it says")
    MessageAnswer.Whole myMessage(Caller caller, @PathVariable UUID id) {
        return outbox.openOwn(caller, id);
    }

    @GetMapping("/api/me/messages/{id}/attachments/{number}")
    @SignedIn
    @Operation(summary = "A file of one of one's messages")
    ResponseEntity<byte[]> myAttachment(Caller caller, @PathVariable UUID id, @PathVariable int number) {
        return file(outbox.ownFile(caller, id, number));
    }

    /// Always saved, never shown: whatever it is, it does not become a page of ours.
    private static ResponseEntity<byte[]> file(Attachment file) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.type()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(file.content());
    }
}
