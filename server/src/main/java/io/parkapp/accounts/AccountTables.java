package io.parkapp.accounts;

import io.parkapp.accounts.People.Search;
import io.parkapp.platform.Cursor;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Table;
import io.parkapp.values.LocalTimes;
import io.parkapp.values.Page;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The lists of people and of what they did, as files have them: page by page in the order of their ids, so that each
/// costs the same however far down it is. Times are in UTC.
@Service
public class AccountTables {
    private static final int ROWS_READ_AT_ONCE = 1_000;
    private static final LocalTimes UTC = new LocalTimes(ZoneOffset.UTC.getId());
    private static final List<String> PERSON =
            List.of("Id", "Name", "E-mail", "Status", "Roles", "Registered (UTC)", "Last signed in (UTC)");
    private static final List<String> ENTRY =
            List.of("Time (UTC)", "Who", "Action", "Kind of subject", "Subject", "Subject's id", "Details");

    private final People people;
    private final AuditTrail trail;

    AccountTables(People people, AuditTrail trail) {
        this.people = people;
        this.trail = trail;
    }

    /// @throws Refusal FORBIDDEN
    public Table people(Caller caller, @Nullable String text, @Nullable AccountStatus status, @Nullable Role role) {
        require(caller, Permission.ACCOUNTS_MANAGE);
        var search = new Search(text == null ? null : text.strip(), status, role);
        return new Table(
                "People",
                PERSON,
                null,
                sink -> pages(
                        after -> people.search(caller, search, ROWS_READ_AT_ONCE, after),
                        each -> sink.row(
                                each.id(),
                                each.name(),
                                each.email(),
                                each.status(),
                                each.grants().stream()
                                        .map(AccountTables::spoken)
                                        .collect(Collectors.joining("; ")),
                                UTC.stamp(each.createdAt()),
                                UTC.stamp(each.lastSignInAt()))));
    }

    /// @throws Refusal FORBIDDEN
    public Table audit(Caller caller, @Nullable UUID actor, @Nullable UUID subject, @Nullable String action) {
        require(caller, Permission.AUDIT_READ);
        return new Table(
                "Audit log",
                ENTRY,
                null,
                sink -> pages(
                        after -> trail.entries(caller, actor, subject, action, ROWS_READ_AT_ONCE, after),
                        each -> sink.row(
                                UTC.stamp(each.at()),
                                each.actorName(),
                                each.action(),
                                each.subjectType(),
                                each.subjectName(),
                                each.subjectId(),
                                each.details())));
    }

    private static void require(Caller caller, Permission permission) {
        if (!caller.mayAnywhere(permission)) {
            throw new Refusal(PlatformRefusal.FORBIDDEN);
        }
    }

    private static <T> void pages(Function<@Nullable Cursor, Page<T>> read, Consumer<T> each) {
        Cursor after = null;
        do {
            var page = read.apply(after);
            page.items().forEach(each);
            after = Cursor.parse(page.nextCursor(), 1);
        } while (after != null);
    }

    private static String spoken(Grant grant) {
        return grant.operatorName() == null ? grant.role().name() : grant.role() + " of " + grant.operatorName();
    }
}
