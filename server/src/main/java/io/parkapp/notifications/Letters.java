package io.parkapp.notifications;

import io.parkapp.exports.ExportFiles;
import io.parkapp.lots.Lots;
import io.parkapp.notifications.Letter.Block;
import io.parkapp.notifications.Letter.Fact;
import io.parkapp.notifications.Message.Attachment;
import io.parkapp.notifications.MessageRepository.Recipient;
import io.parkapp.parking.ReservationDocuments;
import io.parkapp.platform.Settings;
import io.parkapp.receipts.Documents;
import io.parkapp.values.LocalTimes;
import io.parkapp.values.MoneyText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes the letter for a message. About what happened it tells as it was when it happened; about what is to come,
/// only if that is still so.
@Component
class Letters {
    private static final String BECAUSE_ACCOUNT = "You get this because somebody made an account with this address.";

    /// What most mail servers take, after it has grown by a third on the way.
    static final int ATTACHED_MAX_BYTES = 5 * 1024 * 1024;

    private static final String FILES_PAGE = "/exports";
    private static final LocalTimes UTC = new LocalTimes("UTC");

    private final MessageRepository repository;
    private final StayLetters stays;
    private final Documents documents;
    private final ExportFiles exports;
    private final Lots lots;
    private final JsonMapper json;
    private final URI publicUrl;

    Letters(
            MessageRepository repository,
            ReservationDocuments reservationDocuments,
            Documents documents,
            ExportFiles exports,
            Lots lots,
            JsonMapper json,
            Settings settings,
            Clock clock) {
        this.repository = repository;
        this.documents = documents;
        this.exports = exports;
        this.lots = lots;
        this.json = json;
        this.publicUrl = settings.publicUrl();
        this.stays = new StayLetters(reservationDocuments, publicUrl, clock);
    }

    /// Of a letter that brings a file.
    ///
    /// @param what the file is of: `reservations`
    record FileFacts(String what, Instant expiresAt) {}

    /// Of a letter that carries a link: its id.
    record LinkFacts(UUID link) {}

    /// @return nothing where there is nothing to tell any more
    Optional<Letter> write(Message message, Recipient recipient) {
        return switch (message.kind()) {
            case WELCOME -> Optional.of(welcome(recipient));
            case EMAIL_CONFIRMATION -> recipient.emailConfirmed() ? Optional.empty() : Optional.of(confirmation());
            case PASSWORD_RESET -> Optional.of(passwordReset());
            case RECEIPT -> documents.issued(message.subjectId()).map(this::receipt);
            case RESERVATION_CONFIRMED,
                    RESERVATION_CHANGED,
                    RESERVATION_CANCELLED,
                    REMINDER,
                    HOLD_LAPSING,
                    OVERSTAY,
                    NO_SHOW -> stay(message);
            case EXPORT_READY, MONTHLY_REPORT -> file(message);
            case WAITING_FOR_YOU -> Optional.of(waiting(recipient));
            case BOOKS_DIFFER -> Optional.of(books(message));
        };
    }

    /// The link whose token stands where [Letter#SECRET] does.
    UUID link(Message message) {
        return json.readValue(message.facts(), LinkFacts.class).link();
    }

    private Optional<Letter> stay(Message message) {
        var facts = json.readValue(message.facts(), StayFacts.class);
        return isStillSo(message, facts)
                ? Optional.of(stays.write(message.kind(), message.subjectId(), facts))
                : Optional.empty();
    }

    private boolean isStillSo(Message message, StayFacts facts) {
        var now = repository.reservation(message.subjectId());
        return switch (message.kind()) {
            case REMINDER -> now.status().equals("CONFIRMED") && now.from().equals(facts.from());
            case HOLD_LAPSING ->
                now.status().equals("HELD") && now.holdUntil() != null && stays.isToCome(now.holdUntil());
            case OVERSTAY -> now.status().equals("CHECKED_IN") && now.until().equals(facts.until());
            default -> true;
        };
    }

    private Letter welcome(Recipient recipient) {
        return new Letter(
                "Welcome to parkapp",
                "Confirm your address, and park where there is a place for you.",
                "Welcome, " + recipient.name(),
                List.of(
                        new Block.Text("Your account is ready: find a car park, see the whole price before you book, "
                                + "and keep every receipt in one place."),
                        new Block.Text("Please confirm that this address is yours, so that confirmations and receipts "
                                + "reach you."),
                        new Block.Button("Confirm my address", confirmationAddress()),
                        new Block.Note("The link works for 14 days. If you made no account, ignore this mail.")),
                List.of(),
                BECAUSE_ACCOUNT);
    }

    private Letter confirmation() {
        return new Letter(
                "Confirm your e-mail address",
                "One click, so that confirmations and receipts reach you.",
                "Confirm your e-mail address",
                List.of(
                        new Block.Text("Please confirm that this address is yours, so that confirmations and receipts "
                                + "reach you."),
                        new Block.Button("Confirm my address", confirmationAddress()),
                        new Block.Note("The link works for 14 days. If you made no account, ignore this mail.")),
                List.of(),
                BECAUSE_ACCOUNT);
    }

    private Letter passwordReset() {
        return new Letter(
                "Set a new password",
                "The link works once, for an hour.",
                "Set a new password",
                List.of(
                        new Block.Text("Somebody, hopefully you, asked for a new password for your account."),
                        new Block.Button("Set a new password", publicUrl.resolve("/reset-password/" + Letter.SECRET)),
                        new Block.Note("The link works once, for an hour. When the new password is set, every device "
                                + "is signed out."),
                        new Block.Note("If it was not you, ignore this mail: your password stays as it is.")),
                List.of(),
                "You get this because somebody asked for it on the sign-in page.");
    }

    private Letter waiting(Recipient recipient) {
        return new Letter(
                "A spot is waiting for you",
                "See the whole price before you book.",
                "Parking soon, " + recipient.name() + "?",
                List.of(
                        new Block.Text(
                                "You have not parked with us for a week. Reserve ahead, and there is a place when "
                                        + "you arrive."),
                        new Block.Button("Find parking", publicUrl.resolve("/"))),
                List.of(),
                "You get this because you asked to be reminded, at most once a day.");
    }

    private Letter books(Message message) {
        var facts = json.readValue(message.facts(), BooksLetter.BooksFacts.class);
        return BooksLetter.write(facts, lots.operator(facts.operatorId()).name(), publicUrl);
    }

    private URI confirmationAddress() {
        return publicUrl.resolve("/confirm-email/" + Letter.SECRET);
    }

    /// With the file, where mailboxes take it; else with the way to it. Nothing where the file is gone by now.
    private Optional<Letter> file(Message message) {
        var facts = json.readValue(message.facts(), FileFacts.class);
        var isOfMonth = message.kind() == MessageKind.MONTHLY_REPORT;
        return exports.find(message.subjectId()).map(file -> {
            var isAttached = file.sizeBytes() <= ATTACHED_MAX_BYTES;
            var until = UTC.minute(facts.expiresAt()) + " UTC";
            return new Letter(
                    "Your file is ready: " + file.name(),
                    isAttached ? "It is attached." : "It waits for you until " + until + ".",
                    isOfMonth ? "Your month in parking" : "Your " + facts.what() + " as a file",
                    List.of(
                            new Block.Text(
                                    isAttached
                                            ? "The file is attached."
                                            : "The file is too large for a mail. Fetch it from your files; you need to be "
                                                    + "signed in."),
                            new Block.Facts(List.of(new Fact("File", file.name()), new Fact("Kept until", until))),
                            new Block.Button("Open my files", publicUrl.resolve(FILES_PAGE))),
                    isAttached ? List.of(attachment(file)) : List.of(),
                    isOfMonth
                            ? "You get this because you want a report of each month."
                            : "You get this because you asked for the file.");
        });
    }

    private static Attachment attachment(ExportFiles.File file) {
        try (var content = file.content()) {
            return new Attachment(file.name(), file.mediaType().toString(), null, content.readAllBytes());
        } catch (IOException deleted) {
            throw new UncheckedIOException(deleted);
        }
    }

    private Letter receipt(Documents.Issued document) {
        var corrects = document.corrects();
        var amount = MoneyText.of(document.total());
        var what = corrects == null ? "receipt" : "credit note";
        return new Letter(
                "Your " + what + " " + document.number() + " for " + amount,
                document.lotName() + ", reservation " + document.reservation(),
                corrects == null ? "Thank you for your payment" : "Money is on its way back to you",
                List.of(
                        new Block.Text(
                                corrects == null
                                        ? "Your receipt is attached as a PDF."
                                        : "Your credit note is attached as a PDF. It takes from receipt " + corrects
                                                + ". Depending on how you paid, the money takes some days to arrive."),
                        new Block.Facts(List.of(
                                new Fact(corrects == null ? "Paid" : "Given back", amount),
                                new Fact("Number", document.number()),
                                new Fact("Car park", document.lotName()),
                                new Fact("Reservation", document.reservation())))),
                List.of(new Attachment(document.number() + ".pdf", "application/pdf", null, document.pdf())),
                "You get this because you " + (corrects == null ? "paid" : "got money back") + " for parking.");
    }
}
