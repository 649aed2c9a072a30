package io.parkapp.demo;

import com.zaxxer.hikari.HikariDataSource;
import io.parkapp.accounts.Caller;
import io.parkapp.accounts.DemoAccounts;
import io.parkapp.accounts.Permission;
import io.parkapp.lots.LotChanges;
import io.parkapp.lots.Lots;
import io.parkapp.receipts.Receipts;
import io.parkapp.tariffs.Tariffs;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes the city, all of it in one transaction, where it is not there yet. The same on every machine for the same
/// minute; on the same day at least its past is.
@Component
@Profile("demo")
public class DemoCity implements SmartInitializingSingleton {
    /// Marks a database that holds the city.
    public static final UUID OPERATOR = UUID.fromString("00000000-0000-7000-8000-0000000c17e5");

    /// How far the city's past reaches back: three months, and what began shortly before them.
    static final int PAST_DAYS = 94;

    static final UUID OTHER_OPERATOR = UUID.fromString("00000000-0000-7000-8000-0000000c17e6");

    private static final Logger LOG = LoggerFactory.getLogger(DemoCity.class);

    private final DemoSettings settings;
    private final DemoAccounts accounts;
    private final DemoRepository repository;
    private final LotChanges changes;
    private final Lots lots;
    private final Tariffs tariffs;
    private final Receipts receipts;
    private final TransactionTemplate transaction;
    private final DataSource dataSource;
    private final Clock clock;

    DemoCity(
            DemoSettings settings,
            DemoAccounts accounts,
            DemoRepository repository,
            LotChanges changes,
            Lots lots,
            Tariffs tariffs,
            Receipts receipts,
            TransactionTemplate transaction,
            DataSource dataSource,
            Clock clock) {
        this.settings = settings;
        this.accounts = accounts;
        this.repository = repository;
        this.changes = changes;
        this.lots = lots;
        this.tariffs = tariffs;
        this.receipts = receipts;
        this.transaction = transaction;
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /// Before the first request, and before the runner that makes an operator where there is none.
    @Override
    public void afterSingletonsInstantiated() {
        if (settings.city()) {
            load();
            accounts.announceStaff();
        }
    }

    /// @return false when it was there
    public boolean load() {
        return load(PAST_DAYS);
    }

    /// @param pastDays how far the past of its drivers reaches back
    /// @return false when it was there
    public boolean load(int pastDays) {
        accounts.create();
        var isNew = Boolean.TRUE.equals(transaction.execute(status -> {
            if (!repository.insertOperators()) {
                return false;
            }
            make(clock.instant(), pastDays);
            return true;
        }));
        if (isNew) {
            closeConnections();
        }
        return isNew;
    }

    /// PostgreSQL's process behind a connection keeps what it once needed, and a whole city takes it some 50 MB.
    private void closeConnections() {
        try {
            if (dataSource.isWrapperFor(HikariDataSource.class)) {
                dataSource.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
            }
        } catch (SQLException unknown) {
            LOG.debug("the connections of the pool stay open", unknown);
        }
    }

    private void make(Instant now, int pastDays) {
        LOG.info("making the demo city, once: {} lots with a past of {} days", Places.ALL.size(), pastDays);
        accounts.createStaff(OPERATOR);
        var admin = new Caller(
                accounts.id(DemoAccounts.ADMIN), UUID.randomUUID(), EnumSet.allOf(Permission.class), Map.of());
        var drivers = Drivers.all();
        repository.insertDrivers(drivers, now);
        var uma = accounts.id(DemoAccounts.DRIVER);
        var rows = new ArrayList<Rows>();
        for (var place : Places.ALL) {
            var lot = open(admin, place, now);
            var books = new Books(lot, tariffs.prices(List.of(lot.lot().id())), now);
            var visits = new ArrayList<>(new Traffic(lot, place.demands(), drivers, now, pastDays).visits());
            visits.addAll(Uma.visits(lot, uma, now));
            visits.stream().flatMap(each -> books.rows(each).stream()).forEach(rows::add);
        }
        repository.insertHistory(rows);
        while (receipts.issueMissing() > 0) {
            // Until none are left.
        }
        LOG.info("made the demo city: {} lots, {} reservations", Places.ALL.size(), rows.size());
    }

    private Site open(Caller admin, Place place, Instant now) {
        var id = changes.create(admin, place.lot()).id();
        var today = now.atZone(Places.ZONE).toLocalDate();
        for (var tariff : place.tariffs()) {
            var from = today.plusDays(tariff.inDays()).atStartOfDay(Places.ZONE).toInstant();
            repository.insertTariff(id, tariff, from, admin.account(), now);
        }
        for (var closure : place.closures()) {
            var day = today.plusDays(closure.inDays());
            changes.close(admin, id, closure.on(day, Places.ZONE));
        }
        return new Site(lots.find(id).orElseThrow(), List.copyOf(lots.spots(id)));
    }
}
