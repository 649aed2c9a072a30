package io.parkapp.lots;

import io.parkapp.platform.Sql;
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
class OperatorRepository {
    /// Of two first starts at once the second waits, and then sees what the first made.
    private static final long FIRST_LOCK = 0x6c6f74735f66697aL;

    private final JdbcClient jdbc;

    OperatorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Operator> find(UUID id) {
        return jdbc.sql("""
                        select id, name, legal_name, address, tax_number, support_email, support_phone
                        from lots.operator
                        where id = :id""").param("id", id).query(OperatorRepository::operator).optional();
    }

    Optional<Operator> lock(UUID id) {
        return jdbc.sql("""
                        select id, name, legal_name, address, tax_number, support_email, support_phone
                        from lots.operator
                        where id = :id
                        for no key update""").param("id", id).query(OperatorRepository::operator).optional();
    }

    /// @param ids null for all
    List<Operator> list(UUID @Nullable [] ids) {
        return jdbc.sql("""
                        select id, name, legal_name, address, tax_number, support_email, support_phone
                        from lots.operator
                        where cast(:ids as uuid[]) is null or id = any(:ids)
                        order by lots.fold(name), id""")
                .param("ids", ids)
                .query(OperatorRepository::operator)
                .list();
    }

    Operator insert(OperatorRequest request, Instant now) {
        return jdbc.sql("""
                        insert into lots.operator
                            (name, legal_name, address, tax_number, support_email, support_phone, created_at)
                        values (:name, :legalName, :address, :taxNumber, :supportEmail, :supportPhone, :now)
                        returning id, name, legal_name, address, tax_number, support_email, support_phone""")
                .param("name", request.name())
                .param("legalName", request.legalName())
                .param("address", request.address())
                .param("taxNumber", request.taxNumber())
                .param("supportEmail", request.supportEmail())
                .param("supportPhone", request.supportPhone())
                .param("now", Sql.time(now))
                .query(OperatorRepository::operator)
                .single();
    }

    /// Where there is none yet.
    void insertFirst(String name, Instant now) {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", FIRST_LOCK)
                .query((row, index) -> index)
                .single();
        jdbc.sql("""
                        insert into lots.operator (name, created_at)
                        select :name, :now
                        where not exists (select from lots.operator)""").param("name", name).param("now", Sql.time(now)).update();
    }

    Operator update(UUID id, OperatorRequest request) {
        return jdbc.sql("""
                        update lots.operator
                        set name = :name, legal_name = :legalName, address = :address, tax_number = :taxNumber,
                            support_email = :supportEmail, support_phone = :supportPhone
                        where id = :id
                        returning id, name, legal_name, address, tax_number, support_email, support_phone""")
                .param("id", id)
                .param("name", request.name())
                .param("legalName", request.legalName())
                .param("address", request.address())
                .param("taxNumber", request.taxNumber())
                .param("supportEmail", request.supportEmail())
                .param("supportPhone", request.supportPhone())
                .query(OperatorRepository::operator)
                .single();
    }

    private static Operator operator(ResultSet row, int index) throws SQLException {
        return new Operator(
                Sql.id(row, "id"),
                row.getString("name"),
                row.getString("legal_name"),
                row.getString("address"),
                row.getString("tax_number"),
                row.getString("support_email"),
                row.getString("support_phone"));
    }
}
