package io.parkapp.accounts;

import io.parkapp.platform.Sql;
import io.parkapp.values.Language;
import io.parkapp.values.Plate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AccountRepository {
    private final JdbcClient jdbc;

    AccountRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param passwordHash null where this account may not sign in
    record SignInFacts(UUID account, @Nullable String passwordHash) {}

    record Profile(UUID id, String name, String email, boolean emailConfirmed, Language language) {}

    /// @return nothing where the e-mail address is taken
    Optional<UUID> insert(PersonName name, EmailAddress email, String passwordHash, Language language, Instant now) {
        return jdbc.sql("""
                        insert into accounts.account (name, email, password_hash, language, created_at)
                        values (:name, :email, :passwordHash, :language, :now)
                        on conflict (email) do nothing
                        returning id""")
                .param("name", name.text())
                .param("email", email.text())
                .param("passwordHash", passwordHash)
                .param("language", language.tag())
                .param("now", Sql.time(now))
                .query(UUID.class)
                .optional();
    }

    Optional<SignInFacts> signInFacts(String email) {
        return jdbc.sql("""
                        select id, case when status = 'ACTIVE' then password_hash end as password_hash
                        from accounts.account where email = :email""")
                .param("email", email)
                .query((row, number) -> new SignInFacts(Sql.id(row, "id"), row.getString("password_hash")))
                .optional();
    }

    Optional<String> passwordHash(UUID account) {
        return jdbc.sql("select password_hash from accounts.account where id = :account and status = 'ACTIVE'")
                .param("account", account)
                .query(String.class)
                .optional();
    }

    /// @return false where the password was changed meanwhile
    boolean changePassword(UUID account, String oldHash, String newHash) {
        return jdbc.sql("""
                                update accounts.account set password_hash = :newHash
                                where id = :account and status = 'ACTIVE' and password_hash = :oldHash""")
                        .param("account", account)
                        .param("oldHash", oldHash)
                        .param("newHash", newHash)
                        .update()
                == 1;
    }

    Profile profile(UUID account) {
        return jdbc.sql("""
                        select id, name, email, email_confirmed_at is not null as email_confirmed, language
                        from accounts.account where id = :account""")
                .param("account", account)
                .query((row, number) -> new Profile(
                        Sql.id(row, "id"),
                        row.getString("name"),
                        row.getString("email"),
                        row.getBoolean("email_confirmed"),
                        Language.of(row.getString("language"))))
                .single();
    }

    Optional<UUID> idByEmail(EmailAddress email) {
        return jdbc.sql("select id from accounts.account where email = :email")
                .param("email", email.text())
                .query(UUID.class)
                .optional();
    }

    boolean rename(UUID account, PersonName name) {
        return jdbc.sql("update accounts.account set name = :name where id = :account and name <> :name")
                        .param("account", account)
                        .param("name", name.text())
                        .update()
                == 1;
    }

    /// @return false where it was that already
    boolean choose(UUID account, Language language) {
        return jdbc.sql(
                                "update accounts.account set language = :language where id = :account and language <> :language")
                        .param("account", account)
                        .param("language", language.tag())
                        .update()
                == 1;
    }

    boolean grant(UUID account, Role role, @Nullable UUID operator, @Nullable UUID by, Instant now) {
        return jdbc.sql("""
                                insert into accounts.role_grant (account_id, role, operator_id, granted_by, granted_at)
                                values (:account, :role, :operator, :by, :now)
                                on conflict (account_id, role, operator_id) do nothing""")
                        .param("account", account)
                        .param("role", role.name())
                        .param("operator", operator)
                        .param("by", by)
                        .param("now", Sql.time(now))
                        .update()
                == 1;
    }

    List<Vehicle> vehicles(UUID account) {
        return jdbc.sql("""
                        select id, plate, name, created_at from accounts.vehicle
                        where account_id = :account order by id""")
                .param("account", account)
                .query(AccountRepository::vehicle)
                .list();
    }

    int countVehicles(UUID account) {
        return jdbc.sql("select count(*) from accounts.vehicle where account_id = :account")
                .param("account", account)
                .query(Integer.class)
                .single();
    }

    /// @return nothing where the account has a vehicle with this plate
    Optional<Vehicle> insertVehicle(UUID account, Plate plate, @Nullable String name, Instant now) {
        return jdbc.sql("""
                        insert into accounts.vehicle (account_id, plate, name, created_at)
                        values (:account, :plate, :name, :now)
                        on conflict on constraint one_vehicle_per_plate do nothing
                        returning id, plate, name, created_at""")
                .param("account", account)
                .param("plate", plate.text())
                .param("name", name)
                .param("now", Sql.time(now))
                .query(AccountRepository::vehicle)
                .optional();
    }

    boolean deleteVehicle(UUID account, UUID vehicle) {
        return jdbc.sql("delete from accounts.vehicle where id = :vehicle and account_id = :account")
                        .param("vehicle", vehicle)
                        .param("account", account)
                        .update()
                == 1;
    }

    static Vehicle vehicle(ResultSet row, int number) throws SQLException {
        return new Vehicle(
                Sql.id(row, "id"),
                new Plate(row.getString("plate")),
                row.getString("name"),
                Sql.instant(row, "created_at"));
    }
}
