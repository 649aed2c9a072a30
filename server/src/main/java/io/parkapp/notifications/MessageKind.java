package io.parkapp.notifications;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import java.util.List;

/// What people are told of.
enum MessageKind {
    WELCOME(Need.ALWAYS, Haste.AT_ONCE),
    EMAIL_CONFIRMATION(Need.ALWAYS, Haste.AT_ONCE),
    PASSWORD_RESET(Need.ALWAYS, Haste.AT_ONCE),
    RESERVATION_CONFIRMED(Need.ALWAYS, Haste.AT_ONCE),
    RESERVATION_CHANGED(Need.ALWAYS, Haste.AT_ONCE),
    RESERVATION_CANCELLED(Need.ALWAYS, Haste.AT_ONCE),
    RECEIPT(Need.ALWAYS, Haste.AT_ONCE),
    EXPORT_READY(Need.ALWAYS, Haste.AT_ONCE),
    REMINDER(Need.UNLESS_UNWANTED, Haste.AT_ONCE),
    HOLD_LAPSING(Need.UNLESS_UNWANTED, Haste.AT_ONCE),
    OVERSTAY(Need.UNLESS_UNWANTED, Haste.AT_ONCE),
    NO_SHOW(Need.UNLESS_UNWANTED, Haste.WHEN_AWAKE),
    MONTHLY_REPORT(Need.UNLESS_UNWANTED, Haste.WHEN_AWAKE),
    WAITING_FOR_YOU(Need.IF_WANTED, Haste.WHEN_AWAKE),
    /// For whoever may read an operator's books.
    BOOKS_DIFFER(Need.UNLESS_UNWANTED, Haste.WHEN_AWAKE);

    /// Whether it goes out without being asked for.
    enum Need {
        /// Part of what was agreed on: nobody can do without the mail.
        ALWAYS,
        UNLESS_UNWANTED,
        IF_WANTED
    }

    /// Whether it waits for the end of a person's quiet hours.
    enum Haste {
        AT_ONCE,
        WHEN_AWAKE
    }

    private final Need need;
    private final Haste haste;

    MessageKind(Need need, Haste haste) {
        this.need = need;
        this.haste = haste;
    }

    /// Whether it is of the work of these people, rather than of their own parking.
    boolean concerns(Caller caller) {
        return this != BOOKS_DIFFER || caller.mayAnywhere(Permission.REPORTS_READ);
    }

    boolean isAlwaysMailed() {
        return need == Need.ALWAYS;
    }

    boolean waitsForMorning() {
        return haste == Haste.WHEN_AWAKE;
    }

    /// Where nobody chose otherwise.
    List<Channel> usualChannels() {
        return need == Need.IF_WANTED ? List.of() : List.of(Channel.EMAIL);
    }
}
