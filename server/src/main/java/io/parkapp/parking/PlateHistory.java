package io.parkapp.parking;

import io.parkapp.platform.Sql;
import io.parkapp.pricing.Stay;
import io.parkapp.tariffs.Tariffs.Circumstances;
import io.parkapp.values.Plate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// When a plate was, or is to be, in a lot before: for tariffs that ask for it, as free minutes once a day do.
@Repository
class PlateHistory {
    private static final int STAYS_MAX = 50;

    private final JdbcClient jdbc;

    PlateHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param except the reservation that is being priced; null: it is not made yet
    Circumstances before(UUID lot, Plate plate, Instant from, @Nullable UUID except) {
        return Circumstances.after(since -> read(lot, plate, since, from, except));
    }

    private List<Stay.Earlier> read(UUID lot, Plate plate, Instant since, Instant from, @Nullable UUID except) {
        return jdbc.sql("""
                        select from_at, greatest(coalesce(checked_out_at, until_at), from_at) as ended_at, price_minor, currency
                        from parking.reservation
                        where lot_id = :lot and plate = :plate and from_at >= :since and from_at < :from
                            and status in ('CONFIRMED', 'CHECKED_IN', 'COMPLETED')
                            and id is distinct from :except::uuid
                        order by from_at desc
                        limit :count""")
                .param("lot", lot)
                .param("plate", plate.text())
                .param("since", Sql.time(since))
                .param("from", Sql.time(from))
                .param("except", except)
                .param("count", STAYS_MAX)
                .query((row, index) -> new Stay.Earlier(
                        Sql.instant(row, "from_at"),
                        Sql.instant(row, "ended_at"),
                        BigDecimal.valueOf(
                                row.getLong("price_minor"),
                                Currency.getInstance(row.getString("currency")).getDefaultFractionDigits())))
                .list();
    }
}
