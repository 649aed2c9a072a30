package io.parkapp.notifications;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message on its way.
///
/// @param subjectId what it tells of: a reservation, a document, a link, an account, an export
/// @param version which fact of it
/// @param facts JSON: what was so when it happened
/// @param attempts this one included
/// @param content null until it was composed
record Message(
        UUID id,
        MessageKind kind,
        Channel channel,
        UUID subjectId,
        String version,
        UUID accountId,
        @Nullable UUID operatorId,
        String facts,
        Instant dueAt,
        int attempts,
        @Nullable Content content) {

    /// What is sent. Kept, so that each attempt sends the same.
    ///
    /// @param html null for what is text only
    /// @param hasSecret whether [Letter#SECRET] in it stands for the token of a link
    record Content(String address, String subject, @Nullable String html, String text, boolean hasSecret) {
        /// With the token that it was kept without.
        Content reveal(String token) {
            return new Content(
                    address,
                    subject,
                    html == null ? null : html.replace(Letter.SECRET, token),
                    text.replace(Letter.SECRET, token),
                    false);
        }
    }

    /// What a carrier gets: whole, with nothing left to look up.
    ///
    /// @param destination an e-mail address, a phone number, a webhook, the account whose browsers are meant
    /// @param unsubscribe where one click ends messages of this kind; null where nobody can do without
    record Outgoing(
            UUID id,
            MessageKind kind,
            String destination,
            Content content,
            Sender sender,
            List<Attachment> attachments,
            @Nullable URI unsubscribe) {}

    /// In whose name.
    ///
    /// @param email where answers go; null where nobody reads them
    record Sender(
            String name, @Nullable String email, @Nullable String phone) {}

    /// @param contentId how the HTML names it; null for a file beside the text
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Attachment(String name, String type, @Nullable String contentId, byte[] content) {}
}
