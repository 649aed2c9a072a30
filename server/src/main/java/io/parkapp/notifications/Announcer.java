package io.parkapp.notifications;

import static io.parkapp.notifications.MessageKind.EMAIL_CONFIRMATION;
import static io.parkapp.notifications.MessageKind.EXPORT_READY;
import static io.parkapp.notifications.MessageKind.HOLD_LAPSING;
import static io.parkapp.notifications.MessageKind.MONTHLY_REPORT;
import static io.parkapp.notifications.MessageKind.NO_SHOW;
import static io.parkapp.notifications.MessageKind.PASSWORD_RESET;
import static io.parkapp.notifications.MessageKind.RESERVATION_CANCELLED;
import static io.parkapp.notifications.MessageKind.RESERVATION_CHANGED;
import static io.parkapp.notifications.MessageKind.RESERVATION_CONFIRMED;
import static io.parkapp.notifications.MessageKind.WELCOME;

import io.parkapp.accounting.DayTurnedRed;
import io.parkapp.accounts.AccountErased;
import io.parkapp.accounts.AccountRegistered;
import io.parkapp.accounts.LinkAsked;
import io.parkapp.accounts.Permission;
import io.parkapp.accounts.Role;
import io.parkapp.exports.ExportFinished;
import io.parkapp.notifications.BooksLetter.BooksFacts;
import io.parkapp.notifications.Letters.FileFacts;
import io.parkapp.notifications.Letters.LinkFacts;
import io.parkapp.parking.ReservationNews;
import io.parkapp.receipts.DocumentIssued;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Decides who must be told of what. What happened is written down in the transaction in which it happened: one
/// statement, and nothing else waits. What is about to happen is looked for every so often, among the reservations as
/// they are by then: who moves or cancels one is reminded of what stands.
@Service
class Announcer {
    static final Duration REMINDED_BEFORE = Duration.ofHours(1);
    static final Duration WARNED_BEFORE_LAPSE = Duration.ofMinutes(4);
    /// Who has overstayed longer when we look for the first time knows it.
    static final Duration OVERSTAY_TOLD_WITHIN = Duration.ofHours(2);
    /// Who has reserved nothing for so long is invited back, if they want that.
    static final Duration AWAY = Duration.ofDays(7);
    /// How long messages stay in the outbox.
    static final Duration KEPT = Duration.ofDays(90);

    private static final int FOUND_AT_ONCE_MAX = 500;
    private static final int FORGOTTEN_AT_ONCE_MAX = 5_000;
    private static final String ONCE = "1";
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final AnnouncementRepository announcements;
    private final MessageRepository messages;
    private final JsonMapper json;
    private final Clock clock;

    Announcer(AnnouncementRepository announcements, MessageRepository messages, JsonMapper json, Clock clock) {
        this.announcements = announcements;
        this.messages = messages;
        this.json = json;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void heard(ReservationNews news) {
        switch (news.what()) {
            case CONFIRMED -> tell(RESERVATION_CONFIRMED, news, "CONFIRMED");
            case CHANGED -> {
                tell(RESERVATION_CHANGED, news, "CONFIRMED");
                tell(RESERVATION_CHANGED, news, "CHECKED_IN");
            }
            case CANCELLED -> tell(RESERVATION_CANCELLED, news, "CANCELLED");
            case NO_SHOW -> tell(NO_SHOW, news, "NO_SHOW");
            // Whoever does these is there; of a hold that lapses one was warned.
            case HELD, LAPSED, CHECKED_IN, CHECKED_OUT -> {}
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void heard(DocumentIssued issued) {
        announcements.tellOfDocument(issued.document(), issued.reservation(), clock.instant());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void heard(AccountRegistered registered) {
        tell(WELCOME, registered.account(), registered.account(), new LinkFacts(registered.confirmation()));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void heard(LinkAsked asked) {
        var kind = switch (asked.purpose()) {
            case PASSWORD_RESET -> PASSWORD_RESET;
            case EMAIL_CONFIRMATION -> EMAIL_CONFIRMATION;
        };
        tell(kind, asked.link(), asked.account(), new LinkFacts(asked.link()));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void heard(ExportFinished finished) {
        var what = finished.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        var kind = finished.isScheduled() ? MONTHLY_REPORT : EXPORT_READY;
        tell(kind, finished.exportId(), finished.accountId(), new FileFacts(what, finished.expiresAt()));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void heard(DayTurnedRed red) {
        var facts = json.writeValueAsString(new BooksFacts(red.operatorId(), red.day(), red.claims()));
        var readers = Arrays.stream(Role.values())
                .filter(each -> each.permissions().contains(Permission.REPORTS_READ))
                .toList();
        announcements.tellReadersOfBooks(red.alarm(), red.operatorId(), readers, facts, clock.instant());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void heard(AccountErased erased) {
        messages.forget(erased.account());
    }

    /// Reminders, and warnings of what ends.
    @Transactional
    public void findDue() {
        var now = clock.instant();
        var reminded = announcements.remind(REMINDED_BEFORE, now, FOUND_AT_ONCE_MAX);
        var warned = announcements.warnOfLapsing(WARNED_BEFORE_LAPSE, now, FOUND_AT_ONCE_MAX);
        var over = announcements.warnOfOverstay(OVERSTAY_TOLD_WITHIN, now, FOUND_AT_ONCE_MAX);
        if (reminded + warned + over > 0) {
            LOG.debug("{} reminders, {} {}, {} overstays", reminded, warned, HOLD_LAPSING, over);
        }
    }

    /// @return how many people are invited back; none means that none are left for now
    @Transactional
    public int findWaiting() {
        var now = clock.instant();
        return announcements.inviteBack(now.minus(AWAY), now, FOUND_AT_ONCE_MAX);
    }

    /// @return how many messages were forgotten; none means that none are left
    @Transactional
    public int forgetOld() {
        return messages.deleteOld(clock.instant().minus(KEPT), FORGOTTEN_AT_ONCE_MAX);
    }

    private void tell(MessageKind kind, ReservationNews news, String status) {
        announcements.tellOfReservation(kind, news.id(), status, clock.instant());
    }

    private void tell(MessageKind kind, UUID subject, UUID account, Object facts) {
        announcements.tell(kind, subject, ONCE, account, null, json.writeValueAsString(facts), clock.instant());
    }
}
