package io.parkapp.exports;

import static io.parkapp.accounts.Permission.LOTS_WRITE;
import static io.parkapp.accounts.Permission.REFUNDS_WRITE;
import static io.parkapp.accounts.Permission.REPORTS_READ;
import static io.parkapp.accounts.Permission.RESERVATIONS_OWN;
import static io.parkapp.accounts.Permission.TARIFFS_WRITE;

import io.parkapp.accounts.AccountTables;
import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.exports.ExportRepository.Row;
import io.parkapp.parking.ReservationTable;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Table;
import io.parkapp.receipts.ReceiptTable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Which list belongs to which kind, under whose permission, with which filters.
@Component
class ExportTables {
    private final ReservationTable reservations;
    private final ReceiptTable receipts;
    private final AccountTables accounts;
    private final OperatorLists lists;
    private final JsonMapper json;

    ExportTables(
            ReservationTable reservations,
            ReceiptTable receipts,
            AccountTables accounts,
            OperatorLists lists,
            JsonMapper json) {
        this.reservations = reservations;
        this.receipts = receipts;
        this.accounts = accounts;
        this.lists = lists;
        this.json = json;
    }

    ExportRequest request(Row row) {
        return json.readValue(row.request(), ExportRequest.class);
    }

    /// @throws Refusal FORBIDDEN; or with its field, a filter that the list does not have or that is none
    Table of(Caller caller, ExportRequest it) {
        return switch (it.kind()) {
            case RESERVATIONS -> {
                it.requireOnly("scope", "status", "q", "lotId", "spotId", "from", "until");
                if (!it.isOfAll()) {
                    require(caller, RESERVATIONS_OWN);
                }
                yield reservations.of(
                        caller,
                        it.reservationStatuses(),
                        it.q(),
                        it.lotId(),
                        it.spotId(),
                        it.from(),
                        it.until(),
                        it.isOfAll());
            }
            case RECEIPTS -> {
                it.requireOnly("q", "lotId", "from", "until", "documentKind");
                yield receipts.of(caller, it.lotId(), it.from(), it.until(), it.documentKind(), it.q());
            }
            case PAYMENTS -> {
                it.requireOnly("lotId", "from", "until");
                yield lists.payments(operatorsWith(caller, REPORTS_READ), it.lotId(), it.from(), it.until());
            }
            case SPOTS -> {
                it.requireOnly("lotId");
                yield lists.spots(operatorsWith(caller, LOTS_WRITE), it.lotId());
            }
            case PEOPLE -> {
                it.requireOnly("q", "status", "role");
                yield accounts.people(caller, it.q(), it.accountStatus(), it.role());
            }
            case AUDIT -> {
                it.requireOnly("actorId", "subjectId", "action");
                yield accounts.audit(caller, it.actorId(), it.subjectId(), it.action());
            }
            case LOTS -> {
                it.requireOnly("q");
                yield lists.lots(operatorsWith(caller, LOTS_WRITE), it.q());
            }
            case CODES -> {
                it.requireOnly();
                yield lists.codes(operatorsWith(caller, TARIFFS_WRITE));
            }
            case SHIFTS -> {
                it.requireOnly();
                yield lists.shifts(operatorsWith(caller, REPORTS_READ));
            }
            case CORRECTIONS -> {
                it.requireOnly();
                yield lists.corrections(operatorsWith(caller, REFUNDS_WRITE));
            }
            case DISPUTES -> {
                it.requireOnly();
                yield lists.disputes(operatorsWith(caller, REPORTS_READ));
            }
            case MONTHLY_REPORT, OPERATOR_REPORT -> throw new IllegalStateException(it.kind() + " is no list");
        };
    }

    /// Null for all.
    private static UUID @Nullable [] operatorsWith(Caller caller, Permission permission) {
        require(caller, permission);
        return caller.operatorsWith(permission);
    }

    private static void require(Caller caller, Permission permission) {
        if (!caller.mayAnywhere(permission)) {
            throw new Refusal(PlatformRefusal.FORBIDDEN);
        }
    }
}
