package io.parkapp.accounts;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.parkapp.accounts.People.Granted;
import io.parkapp.accounts.People.Search;
import io.parkapp.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PeopleRepository {
    private final JdbcClient jdbc;

    PeopleRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record GrantedTo(UUID account, Granted granted) {}

    private record VehicleOf(UUID account, Vehicle vehicle) {}

    /// The newest first.
    ///
    /// @param operators whose people to look among; null for all
    /// @param before where the last page ended
    List<Account> search(UUID @Nullable [] operators, Search search, @Nullable UUID before, int limit) {
        var text = Objects.requireNonNullElse(search.text(), "");
        return jdbc.sql("""
                        select id, name, email, status, created_at, last_sign_in_at
                        from accounts.account
                        where (cast(:operators as uuid[]) is null
                               or email = :exact
                               or exists (select from accounts.role_grant
                                          where account_id = account.id and operator_id = any(:operators)))
                          and (cast(:status as text) is null or status = :status)
                          and (cast(:role as text) is null
                               or exists (select from accounts.role_grant
                                          where account_id = account.id
                                            and role = :role
                                            and (cast(:operators as uuid[]) is null
                                                 or role = 'DRIVER'
                                                 or operator_id = any(:operators))))
                          and (:text = '' or name || ' ' || coalesce(email, '') ilike :pattern)
                          and (cast(:before as uuid) is null or id < :before)
                        order by id desc
                        limit :limit""")
                .param("operators", operators)
                .param("exact", EmailAddress.normal(text))
                .param(
                        "status",
                        search.status() == null ? null : search.status().name())
                .param("role", search.role() == null ? null : search.role().name())
                .param("text", text)
                .param("pattern", pattern(text))
                .param("before", before)
                .param("limit", limit)
                .query(PeopleRepository::person)
                .list();
    }

    /// The words in this order, with anything between them.
    private static String pattern(String text) {
        return '%' + String.join("%", Sql.likeLiteral(text).strip().split("\\s+")) + '%';
    }

    List<Account> read(UUID account) {
        return jdbc.sql("""
                        select id, name, email, status, created_at, last_sign_in_at
                        from accounts.account where id = :account""")
                .param("account", account)
                .query(PeopleRepository::person)
                .list();
    }

    boolean isVisible(UUID @Nullable [] operators, UUID account) {
        return jdbc.sql("""
                        select exists (
                            select from accounts.account
                            where id = :account
                              and (cast(:operators as uuid[]) is null
                                   or exists (select from accounts.role_grant
                                              where account_id = account.id and operator_id = any(:operators))))""")
                .param("account", account)
                .param("operators", operators)
                .query(Boolean.class)
                .single();
    }

    /// Those who can still sign in, in the order of their ids. Whoever changes one of them holds these locks: of two
    /// such changes at once the second sees what the first has left.
    List<UUID> lockPlatformAdmins() {
        return jdbc.sql("""
                        select account.id
                        from accounts.account
                        join accounts.role_grant on role_grant.account_id = account.id
                        where role_grant.role = 'PLATFORM_ADMIN' and account.status = 'ACTIVE'
                        order by account.id
                        for no key update""").query((row, number) -> Sql.id(row, "id")).list();
    }

    Optional<AccountStatus> lock(UUID account) {
        return jdbc.sql("select status from accounts.account where id = :account for no key update")
                .param("account", account)
                .query((row, number) -> AccountStatus.valueOf(row.getString("status")))
                .optional();
    }

    List<Granted> lockGrants(UUID account) {
        return jdbc.sql("""
                        select account_id, role, operator_id from accounts.role_grant
                        where account_id = :account
                        order by id
                        for no key update""")
                .param("account", account)
                .query((row, number) -> grantedTo(row, number).granted())
                .list();
    }

    boolean changeStatus(UUID account, AccountStatus status) {
        return jdbc.sql("update accounts.account set status = :status where id = :account and status <> :status")
                        .param("account", account)
                        .param("status", status.name())
                        .update()
                == 1;
    }

    void erase(UUID account) {
        jdbc.sql("""
                        with vehicles as (delete from accounts.vehicle where account_id = :account),
                             grants as (delete from accounts.role_grant where account_id = :account)
                        update accounts.account
                        set status = 'ERASED', name = :name, email = null, email_confirmed_at = null,
                            password_hash = null, last_sign_in_at = null
                        where id = :account""")
                .param("account", account)
                .param("name", Account.ERASED_NAME)
                .update();
    }

    void withdraw(UUID account, Role role, @Nullable UUID operator) {
        jdbc.sql("""
                        delete from accounts.role_grant
                        where account_id = :account and role = :role
                          and operator_id is not distinct from cast(:operator as uuid)""")
                .param("account", account)
                .param("role", role.name())
                .param("operator", operator)
                .update();
    }

    Map<UUID, List<Granted>> grants(UUID[] people) {
        return jdbc.sql("""
                        select account_id, role, operator_id from accounts.role_grant
                        where account_id = any(:people)
                        order by id""").param("people", people).query(PeopleRepository::grantedTo).list().stream()
                .collect(groupingBy(GrantedTo::account, mapping(GrantedTo::granted, toList())));
    }

    Map<UUID, List<Vehicle>> vehicles(UUID[] people) {
        return jdbc
                .sql("""
                        select account_id, id, plate, name, created_at from accounts.vehicle
                        where account_id = any(:people)
                        order by id""")
                .param("people", people)
                .query((row, number) ->
                        new VehicleOf(Sql.id(row, "account_id"), AccountRepository.vehicle(row, number)))
                .list()
                .stream()
                .collect(groupingBy(VehicleOf::account, mapping(VehicleOf::vehicle, toList())));
    }

    private static Account person(ResultSet row, int number) throws SQLException {
        return new Account(
                Sql.id(row, "id"),
                row.getString("name"),
                Objects.requireNonNullElse(row.getString("email"), ""),
                AccountStatus.valueOf(row.getString("status")),
                Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "last_sign_in_at"),
                List.of(),
                List.of());
    }

    private static GrantedTo grantedTo(ResultSet row, int number) throws SQLException {
        return new GrantedTo(
                Sql.id(row, "account_id"),
                new Granted(Role.valueOf(row.getString("role")), row.getObject("operator_id", UUID.class)));
    }
}
