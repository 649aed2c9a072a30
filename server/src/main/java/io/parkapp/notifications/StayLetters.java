package io.parkapp.notifications;

import io.parkapp.notifications.Letter.Block;
import io.parkapp.notifications.Letter.Fact;
import io.parkapp.notifications.Message.Attachment;
import io.parkapp.parking.ReservationDocuments;
import io.parkapp.parking.Stays;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What is told about reservations.
final class StayLetters {
    private static final String QR = "qr";
    private static final String CALENDAR_TYPE = "text/calendar; charset=UTF-8";
    private static final String PNG = "image/png";

    private final ReservationDocuments documents;
    private final URI publicUrl;
    private final Clock clock;

    StayLetters(ReservationDocuments documents, URI publicUrl, Clock clock) {
        this.documents = documents;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    boolean isToCome(Instant instant) {
        return instant.isAfter(clock.instant());
    }

    Letter write(MessageKind kind, UUID id, StayFacts stay) {
        return switch (kind) {
            case RESERVATION_CONFIRMED -> confirmed(id, stay);
            case RESERVATION_CHANGED -> changed(id, stay);
            case RESERVATION_CANCELLED -> cancelled(id, stay);
            case REMINDER -> reminder(id, stay);
            case HOLD_LAPSING -> holdLapsing(id, stay);
            case OVERSTAY -> overstay(id, stay);
            case NO_SHOW -> noShow(id, stay);
            default -> throw new IllegalArgumentException(kind + " is not about a reservation");
        };
    }

    private Letter confirmed(UUID id, StayFacts stay) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Text("Spot " + stay.spotLabel() + " at " + stay.lotName() + " is yours."));
        var facts = new ArrayList<>(facts(stay));
        facts.add(new Fact(
                stay.paidAhead() ? "Paid" : "Price", stay.paidAhead() ? stay.text(stay.paidMinor()) : stay.price()));
        facts.add(new Fact("Cancelling", cancelling(stay)));
        blocks.add(new Block.Facts(facts));
        arrival(stay, blocks);
        blocks.add(open(id));
        return new Letter(
                "Confirmed: " + stay.lotName() + ", " + stay.span(),
                "Spot " + stay.spot() + ", reservation " + stay.number(),
                "Your parking is confirmed",
                blocks,
                List.of(qr(id), calendar(id)),
                because(stay));
    }

    private Letter changed(UUID id, StayFacts stay) {
        var blocks = new ArrayList<Block>();
        blocks.add(
                new Block.Text("This is how your reservation stands now. The calendar file replaces the earlier one."));
        var facts = new ArrayList<>(facts(stay));
        facts.add(new Fact("Price", stay.price()));
        var owed = stay.owedMinor() - (stay.paidMinor() - stay.refundedMinor());
        if (stay.paidAhead() && owed > 0) {
            facts.add(new Fact("Still to pay", stay.text(owed)));
        }
        if (stay.refundedMinor() > 0) {
            facts.add(new Fact("Given back", stay.text(stay.refundedMinor())));
        }
        facts.add(new Fact("Cancelling", cancelling(stay)));
        blocks.add(new Block.Facts(facts));
        arrival(stay, blocks);
        blocks.add(open(id));
        return new Letter(
                "Changed: " + stay.lotName() + ", " + stay.span(),
                "Spot " + stay.spot() + ", reservation " + stay.number(),
                "Your reservation was changed",
                blocks,
                List.of(qr(id), calendar(id)),
                because(stay));
    }

    private Letter cancelled(UUID id, StayFacts stay) {
        var refunded = stay.refundedMinor();
        var facts = new ArrayList<>(facts(stay));
        if (stay.paidMinor() > 0) {
            facts.add(new Fact("Paid", stay.text(stay.paidMinor())));
            facts.add(new Fact("Given back", stay.text(refunded)));
        }
        return new Letter(
                "Cancelled: " + stay.lotName() + ", " + stay.span(),
                refunded > 0 ? stay.text(refunded) + " is on its way back to you." : "Reservation " + stay.number(),
                "Your reservation is cancelled",
                List.of(
                        new Block.Text(afterCancelling(stay)),
                        new Block.Facts(facts),
                        new Block.Button("See the reservation", address(id))),
                List.of(calendar(id)),
                because(stay));
    }

    private static String afterCancelling(StayFacts stay) {
        if (stay.paidMinor() == 0) {
            return "Nothing was paid, and nothing is owed. The calendar file takes the entry out of your calendar.";
        }
        if (stay.refundedMinor() == 0) {
            return "By the car park's terms nothing comes back this late. "
                    + "The calendar file takes the entry out of your calendar.";
        }
        return stay.text(stay.refundedMinor()) + " goes back to where it came from. Depending on how you paid, that "
                + "takes some days. The calendar file takes the entry out of your calendar.";
    }

    private Letter reminder(UUID id, StayFacts stay) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Text("Your spot is waiting from " + stay.times().minute(stay.from())
                + ". You can check in a quarter of an hour earlier."));
        blocks.add(new Block.Facts(facts(stay)));
        arrival(stay, blocks);
        blocks.add(open(id));
        return new Letter(
                "Soon: parking at " + stay.lotName() + " from " + stay.times().minute(stay.from()),
                "Spot " + stay.spot() + ", reservation " + stay.number(),
                "Your parking begins soon",
                blocks,
                List.of(qr(id)),
                because(stay));
    }

    private Letter holdLapsing(UUID id, StayFacts stay) {
        var until = stay.holdUntil() == null ? stay.from() : stay.holdUntil();
        return new Letter(
                "Pay soon to keep your spot at " + stay.lotName(),
                "Spot " + stay.spotLabel() + " is held until " + stay.times().minute(until) + ".",
                "Your spot is held for a few more minutes",
                List.of(
                        new Block.Text("Spot " + stay.spotLabel() + " is kept for you until "
                                + stay.times().minute(until) + ". After that, anybody may have it."),
                        new Block.Facts(facts(stay)),
                        new Block.Button("Pay " + stay.price(), address(id)),
                        new Block.Note("If you do nothing, the hold ends by itself and nothing is charged.")),
                List.of(),
                because(stay));
    }

    private Letter overstay(UUID id, StayFacts stay) {
        var grace = Stays.OVERSTAY_GRACE;
        return new Letter(
                "Your time at " + stay.lotName() + " is over",
                "Leave by " + stay.times().minute(stay.until().plus(grace)) + " at no extra cost.",
                "Your reserved time is over",
                List.of(
                        new Block.Text("Your time ended at " + stay.times().minute(stay.until())
                                + ". Until " + stay.times().minute(stay.until().plus(grace))
                                + " leaving costs nothing more; after that the whole stay is priced until you leave."),
                        new Block.Facts(facts(stay)),
                        new Block.Button("Extend or check out", address(id)),
                        new Block.Note("Somebody may have reserved this spot after you.")),
                List.of(),
                because(stay));
    }

    private Letter noShow(UUID id, StayFacts stay) {
        return new Letter(
                "We missed you at " + stay.lotName(),
                "Your spot was freed, since nobody came. Reservation " + stay.number(),
                "Your spot was given free",
                List.of(
                        new Block.Text("Nobody checked in, so that the spot is free for others again."
                                + (stay.paidMinor() > stay.refundedMinor()
                                        ? " What was paid ahead is kept, by the car park's terms."
                                        : " Nothing is owed.")),
                        new Block.Facts(facts(stay)),
                        new Block.Button("See the reservation", address(id))),
                List.of(),
                because(stay));
    }

    private static List<Fact> facts(StayFacts stay) {
        return List.of(
                new Fact("Car park", stay.lotName()),
                new Fact("Address", stay.lotAddress()),
                new Fact("Spot", stay.spot()),
                new Fact("Time", stay.when()),
                new Fact("Number plate", stay.plate()),
                new Fact("Reservation", stay.number()));
    }

    private static void arrival(StayFacts stay, List<Block> blocks) {
        if (stay.entryNotes() != null) {
            blocks.add(new Block.Text("Getting in: " + stay.entryNotes()));
        }
        blocks.add(new Block.Image(
                QR,
                "QR code of reservation " + stay.number(),
                "Show this code at the barrier, or say the number " + stay.number() + ".",
                "At the barrier, say the number " + stay.number()
                        + ", or show the code on the page of the reservation."));
    }

    private static String cancelling(StayFacts stay) {
        if (!stay.paidAhead()) {
            return "costs nothing before the start";
        }
        var free = "free until " + stay.times().minute(stay.freeUntil());
        return stay.lateRefundPercent() == 0
                ? free
                : free + ", then " + stay.lateRefundPercent() + " % comes back until the start";
    }

    private Block open(UUID id) {
        return new Block.Button("Open my reservation", address(id));
    }

    private URI address(UUID id) {
        return publicUrl.resolve("/reservations/" + id);
    }

    private Attachment qr(UUID id) {
        return new Attachment("reservation-qr.png", PNG, QR, documents.qrImage(id));
    }

    private Attachment calendar(UUID id) {
        var file = documents.calendar(id);
        return new Attachment(file.name(), CALENDAR_TYPE, null, file.content());
    }

    private static String because(StayFacts stay) {
        return "You get this because of reservation " + stay.number() + ".";
    }
}
