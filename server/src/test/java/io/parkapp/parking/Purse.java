package io.parkapp.parking;

import io.parkapp.payments.ChargeRequest;
import io.parkapp.payments.ChargeSettled;
import io.parkapp.payments.RefundSettled;
import io.parkapp.platform.Sql;
import io.parkapp.values.Money;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/// Pays for reservations without any provider: writes what a provider's event would have written, and tells of it in
/// the same transaction.
@TestComponent
public class Purse {
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Reservations reservations;
    private final Clock clock;

    Purse(JdbcClient jdbc, ApplicationEventPublisher events, Reservations reservations, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.reservations = reservations;
        this.clock = clock;
    }

    /// Holds a spot for an hour of its own, 5.00 EUR.
    ///
    /// @param number of the hour, from tomorrow on
    /// @return what would pay for it; without an end, so that it may be asked for again however late
    public ChargeRequest bill(CarPark park, int number) {
        var from = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(24 + number));
        var driver = park.driver();
        var held = reservations.reserve(driver, park.anySpot(from, from.plus(Duration.ofHours(1))));
        return new ChargeRequest(
                held.id(),
                park.operator(),
                park.id(),
                driver.account(),
                "Spot S-1",
                held.due(),
                null,
                URI.create("http://localhost:8080/reservations/" + held.id()));
    }

    @Transactional
    void pay(Reservation reservation) {
        pay(reservation.id(), reservation.due().amountMinor());
    }

    /// @return the charge
    @Transactional
    public UUID pay(UUID reservation, long amountMinor) {
        return pay(reservation, amountMinor, "sandbox");
    }

    @Transactional
    public UUID pay(UUID reservation, long amountMinor, String provider) {
        var settled = jdbc.sql("""
                        insert into payments.charge (subject_id, operator_id, lot_id, account_id, description,
                            amount_minor, currency, status, provider, provider_ref, return_to, created_at, succeeded_at)
                        select id, operator_id, lot_id, account_id, 'test', :amount, currency, 'SUCCEEDED', :provider,
                               'demo_' || uuidv7(), 'http://localhost/', now(), now()
                        from parking.reservation where id = :reservation
                        returning id, currency""")
                .param("reservation", reservation)
                .param("amount", amountMinor)
                .param("provider", provider)
                .query((row, index) -> new ChargeSettled(
                        Sql.id(row, "id"), reservation, Money.of(amountMinor, row.getString("currency")), false))
                .single();
        events.publishEvent(settled);
        return settled.chargeId();
    }

    /// @return the refund
    @Transactional
    public UUID giveBack(UUID charge, long amountMinor) {
        var settled = jdbc.sql("""
                        with refund as (
                            insert into payments.refund (charge_id, reason, amount_minor, currency, status, created_at,
                                                         settled_at)
                            select id, uuidv7()::text, :amount, currency, 'SUCCEEDED', now(), now()
                            from payments.charge where id = :charge
                            returning id, charge_id, currency)
                        select refund.id, subject_id, refund.currency
                        from refund join payments.charge on charge.id = charge_id""")
                .param("charge", charge)
                .param("amount", amountMinor)
                .query((row, index) -> new RefundSettled(
                        Sql.id(row, "id"),
                        charge,
                        Sql.id(row, "subject_id"),
                        Money.of(amountMinor, row.getString("currency"))))
                .single();
        events.publishEvent(settled);
        return settled.refundId();
    }

    /// What was asked for it, in order: STAY 1000.
    List<String> items(UUID reservation) {
        return jdbc.sql("""
                        select kind, amount_minor from payments.item
                        where subject_id = :subject order by created_at, id""")
                .param("subject", reservation)
                .query((row, index) -> row.getString("kind") + " " + row.getLong("amount_minor"))
                .list();
    }
}
