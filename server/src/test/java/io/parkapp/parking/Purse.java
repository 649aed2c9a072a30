package io.parkapp.parking;

import io.parkapp.payments.ChargeSettled;
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

    Purse(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    @Transactional
    void pay(Reservation reservation) {
        var charge = jdbc.sql("""
                        insert into payments.charge (subject_id, operator_id, lot_id, account_id, description,
                            amount_minor, currency, status, provider, provider_ref, return_to, created_at, succeeded_at)
                        values (:subject, :operator, :lot, :account, 'test', :amount, :currency, 'SUCCEEDED', 'sandbox', 'demo_' || uuidv7(),
                            'http://localhost/', now(), now())
                        returning id""")
                .param("subject", reservation.id())
                .param("operator", reservation.operatorId())
                .param("lot", reservation.place().lotId())
                .param("account", reservation.driver().id())
                .param("amount", reservation.due().amountMinor())
                .param("currency", reservation.price().currency())
                .query(UUID.class)
                .single();
        events.publishEvent(new ChargeSettled(charge, reservation.id(), reservation.due(), false));
    }
}
