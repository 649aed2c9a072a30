package io.parkapp.parking;

import io.parkapp.lots.PaymentPolicy;
import io.parkapp.lots.SpotKind;
import io.parkapp.payments.Owed;
import io.parkapp.platform.Sql;
import io.parkapp.pricing.PriceLine;
import io.parkapp.values.Money;
import io.parkapp.values.Plate;
import io.parkapp.values.TimeWindow;
import io.parkapp.vouchers.Voucher;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The SQL that claims spots: for a new reservation, for another window, for a car that comes, and again for one that
/// was paid too late. Each finds its spot and takes it in one statement, and the constraint settles every race.
@Repository
class ClaimRepository {
    /// Who archives the lot or erases the account waits for the claims that hold these rows and then finds what they
    /// claimed; a claim that comes later waits in turn, and then finds no lot or no account.
    private static final String STILL_THERE = """
            and exists (select 1 from lots.lot where id = :lot and archived_at is null for key share)
            and exists (select 1 from accounts.account where id = :account and status <> 'ERASED' for key share)
            """;

    private static final String CLAIM = """
            , claimed as (
                insert into parking.reservation
                    (operator_id, lot_id, spot_id, kind, account_id, plate, during, from_at, until_at, status, drive_up,
                     payment_policy, hold_until, no_show_at, tariff_version_id, tariff_version, price_minor, currency,
                     tax_name, tax_percent, lines, discounts, free_until, late_refund_percent, created_at, checked_in_at)
                select :operator, :lot, candidate.id, :kind, :account, :plate, tstzrange(:from, :until), :from, :until,
                       :status, :driveUp, :paymentPolicy, :holdUntil, :noShowAt, :tariffVersionId, :tariffVersion,
                       :price, :currency, :taxName, cast(:taxPercent as numeric), :lines::jsonb, :discounts::jsonb,
                       :freeUntil, :lateRefundPercent, :now, :checkedInAt
                from candidate
                where (select count(*) from parking.reservation
                       where account_id = :account and status in ('HELD', 'CONFIRMED', 'CHECKED_IN')) < :liveMax
                on conflict on constraint one_claim_per_spot do nothing
                returning id)
            select claimed.id from candidate left join claimed on true
            """;

    /// The nearest free spot of the kind. The lock lets claims that run at once spread over different spots.
    private static final String CLAIM_NEAREST =
            "with taken as materialized (" + ReservationRepository.TAKEN + """
            ), candidate as (
                select id from lots.spot
                where lot_id = :lot and kind = :kind and in_service
            """ + STILL_THERE + """
                  and not exists (select 1 from taken where taken.spot_id = spot.id)
                order by ordinal, id
                limit 1
                %s)
            """ + CLAIM;

    private static final String CLAIM_THIS = """
            with candidate as (
                select id from lots.spot
                where lot_id = :lot and id = :spot and kind = :kind and in_service
            """ + STILL_THERE + """
                  and not exists (
                      select 1 from parking.reservation
                      where lot_id = :lot and spot_id = :spot and status = 'CHECKED_IN' and until_at <= :now
                        and :from < cast(:now as timestamptz) + cast(:shadow as interval)))
            """ + CLAIM;

    /// A spot for reservation :id in its window as asked, :from to :until: its own if that is free, else, if another
    /// will do, the nearest of its kind.
    private static final String TARGET = """
            select spot.id, spot.label, level.name as level_name
            from parking.reservation own
            join lots.spot on spot.lot_id = own.lot_id
            join lots.level on level.id = spot.level_id
            where own.id = :id
              and (spot.id = own.spot_id or (:otherAllowed and spot.kind = own.kind and spot.in_service))
              and not exists (
                  select 1 from parking.reservation other
                  where other.lot_id = own.lot_id and other.spot_id = spot.id and other.id <> own.id
                    and other.status in ('HELD', 'CONFIRMED', 'CHECKED_IN')
                    and (other.hold_until is null or other.hold_until > :now)
                    and (other.during && tstzrange(:from, :until)
                         or (other.status = 'CHECKED_IN' and other.until_at <= :now
                             and :from < cast(:now as timestamptz) + cast(:shadow as interval))))
            order by (spot.id = own.spot_id) desc, spot.ordinal, spot.id
            limit 1
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ClaimRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// What a claim writes.
    ///
    /// @param spotId null for any spot of the kind
    record Claim(
            UUID operatorId,
            UUID lotId,
            @Nullable UUID spotId,
            SpotKind kind,
            UUID accountId,
            Plate plate,
            TimeWindow window,
            ReservationStatus status,
            boolean driveUp,
            PaymentPolicy paymentPolicy,
            @Nullable Instant holdUntil,
            Instant noShowAt,
            UUID tariffVersionId,
            int tariffVersion,
            Money price,
            Owed.@Nullable Tax tax,
            List<PriceLine> lines,
            List<Voucher> vouchers,
            Instant freeUntil,
            int lateRefundPercent,
            Instant now) {}

    /// What came of a try.
    ///
    /// @param foundCandidate whether any spot looked free
    /// @param id of the new reservation; null when another claim was faster, or the account has too many
    record Try(boolean foundCandidate, @Nullable UUID id) {}

    enum Contention {
        /// Pass over spots that another transaction is claiming.
        SPREAD("for no key update skip locked"),
        /// Wait for those, since no others are left.
        WAIT("");

        private final String locking;

        Contention(String locking) {
            this.locking = locking;
        }
    }

    /// Claims the spot, or the nearest one free, in one statement; the constraint settles every race.
    Try claim(Claim claim, Contention contention, int liveMax) {
        var sql = claim.spotId() == null ? CLAIM_NEAREST.formatted(contention.locking) : CLAIM_THIS;
        return ReservationRepository.tax(
                        ReservationRepository.window(jdbc.sql(sql), claim.window(), claim.now()), claim.tax())
                .param("operator", claim.operatorId())
                .param("lot", claim.lotId())
                .param("spot", claim.spotId())
                .param("kind", claim.kind().name())
                .param("account", claim.accountId())
                .param("plate", claim.plate().text())
                .param("status", claim.status().name())
                .param("driveUp", claim.driveUp())
                .param("paymentPolicy", claim.paymentPolicy().name())
                .param("holdUntil", Sql.timeOrNull(claim.holdUntil()))
                .param("noShowAt", Sql.time(claim.noShowAt()))
                .param("tariffVersionId", claim.tariffVersionId())
                .param("tariffVersion", claim.tariffVersion())
                .param("price", claim.price().amountMinor())
                .param("currency", claim.price().currency())
                .param("lines", json.writeValueAsString(claim.lines()))
                .param("discounts", json.writeValueAsString(claim.vouchers()))
                .param("freeUntil", Sql.time(claim.freeUntil()))
                .param("lateRefundPercent", claim.lateRefundPercent())
                .param("checkedInAt", claim.driveUp() ? Sql.time(claim.now()) : null)
                .param("liveMax", liveMax)
                .query((row, index) -> new Try(true, row.getObject("id", UUID.class)))
                .optional()
                .orElseGet(() -> new Try(false, null));
    }

    /// Claims a spot again for a reservation whose hold had lapsed when its payment arrived.
    ///
    /// @return false when no spot of its kind is free, it would not be kept any longer for a car that has not come,
    ///     the lot is archived or the account erased
    boolean reclaim(Reservation reservation, Instant now) {
        return ReservationRepository.window(jdbc.sql("with target as (" + TARGET + """
                                        )
                                        update parking.reservation
                                        set status = 'CONFIRMED', spot_id = (select id from target), version = version + 1
                                        where id = :id and status = 'EXPIRED' and no_show_at > :now
                                          and exists (select 1 from target)
                                          and exists (select 1 from lots.lot where id = lot_id
                                                      and archived_at is null for key share)
                                          and exists (select 1 from accounts.account where id = account_id
                                                      and status <> 'ERASED' for key share)"""), reservation.window(), now)
                        .param("id", reservation.id())
                        .param("otherAllowed", true)
                        .update()
                == 1;
    }

    /// The spot that a change would get.
    record Target(UUID spotId, String label, String levelName) {}

    Optional<Target> target(UUID id, TimeWindow window, boolean otherAllowed, Instant now) {
        return ReservationRepository.window(jdbc.sql(TARGET), window, now)
                .param("id", id)
                .param("otherAllowed", otherAllowed)
                .query((row, index) ->
                        new Target(Sql.id(row, "id"), row.getString("label"), row.getString("level_name")))
                .optional();
    }

    /// What a change writes; everything but the plate follows from the window.
    record Change(
            Plate plate,
            TimeWindow window,
            boolean otherSpotAllowed,
            Instant noShowAt,
            Instant freeUntil,
            UUID tariffVersionId,
            int tariffVersion,
            Money price,
            Owed.@Nullable Tax tax,
            List<PriceLine> lines,
            List<Voucher> vouchers) {}

    /// @return false when it was changed meanwhile, or no spot is free for the new window
    boolean change(Reservation seen, Change change, Instant now) {
        return ReservationRepository.tax(
                                ReservationRepository.window(
                                        jdbc.sql("with target as (" + TARGET + """
                                        )
                                        update parking.reservation
                                        set plate = :plate, spot_id = (select id from target),
                                            during = tstzrange(least(:from, checked_in_at), :until),
                                            from_at = :from, until_at = :until, no_show_at = :noShowAt,
                                            free_until = :freeUntil, tariff_version_id = :tariffVersionId,
                                            tariff_version = :tariffVersion, price_minor = :price,
                                            tax_name = :taxName, tax_percent = cast(:taxPercent as numeric),
                                            lines = :lines::jsonb, discounts = :discounts::jsonb,
                                            version = version + 1
                                        where id = :id and version = :version and status in ('CONFIRMED', 'CHECKED_IN')
                                          and exists (select 1 from target)"""), change.window(), now),
                                change.tax())
                        .param("id", seen.id())
                        .param("version", seen.version())
                        .param("otherAllowed", change.otherSpotAllowed())
                        .param("plate", change.plate().text())
                        .param("noShowAt", Sql.time(change.noShowAt()))
                        .param("freeUntil", Sql.time(change.freeUntil()))
                        .param("tariffVersionId", change.tariffVersionId())
                        .param("tariffVersion", change.tariffVersion())
                        .param("price", change.price().amountMinor())
                        .param("lines", json.writeValueAsString(change.lines()))
                        .param("discounts", json.writeValueAsString(change.vouchers()))
                        .update()
                == 1;
    }

    /// Lets the car in: on its own spot or, if somebody still stands there, on another of the kind. The claim starts
    /// now when the car is early.
    boolean checkIn(UUID id, TimeWindow claimed, Instant now) {
        return ReservationRepository.window(jdbc.sql("with target as (" + TARGET + """
                                        )
                                        update parking.reservation
                                        set status = 'CHECKED_IN', checked_in_at = :now,
                                            spot_id = (select id from target),
                                            during = tstzrange(:from, :until), version = version + 1
                                        where id = :id and status = 'CONFIRMED' and until_at > :now
                                          and from_at <= cast(:now as timestamptz) + cast(:early as interval)
                                          and exists (select 1 from target)"""), claimed, now)
                        .param("id", id)
                        .param("otherAllowed", true)
                        .param("early", Sql.interval(Reservation.CHECK_IN_EARLY_MAX))
                        .update()
                == 1;
    }
}
