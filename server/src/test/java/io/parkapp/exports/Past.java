package io.parkapp.exports;

import io.parkapp.parking.CarPark;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Stays that are over, by the thousand, straight in the database.
public final class Past {
    private Past() {}

    /// Of two hours each, one a day, the last one long ago.
    public static void stays(JdbcClient jdbc, CarPark park, UUID driver, int count) {
        jdbc.sql("""
                        insert into parking.reservation
                            (operator_id, lot_id, spot_id, kind, account_id, plate, during, from_at, until_at, status,
                             drive_up, payment_policy, no_show_at, tariff_version_id, tariff_version, price_minor,
                             currency, lines, free_until, late_refund_percent, created_at, checked_in_at,
                             checked_out_at, cancelled_at, kept_minor)
                        select :operator, :lot, :spot, 'STANDARD', :driver, 'PAST' || i % 1000,
                               tstzrange(begins, begins + interval '2 hours'), begins, begins + interval '2 hours',
                               case i % 3 when 0 then 'CANCELLED' else 'COMPLETED' end, false, 'PAY_ON_LEAVING',
                               begins + interval '1 hour', version.id, 1, 1000, 'EUR', '[]', begins, 50, begins,
                               case i % 3 when 0 then null else begins end,
                               case i % 3 when 0 then null else begins + interval '2 hours' end,
                               case i % 3 when 0 then begins end, case i % 3 when 0 then 0 end
                        from tariffs.version, generate_series(1, :count) i,
                             lateral (select timestamptz '2026-01-01T08:00:00Z' - i * interval '1 minute') t (begins)
                        where version.lot_id = :lot""")
                .param("operator", park.operator())
                .param("lot", park.id())
                .param("spot", park.spots().getFirst())
                .param("driver", driver)
                .param("count", count)
                .update();
    }
}
