package io.parkapp.lots;

import io.parkapp.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OperatorRepository {
    private final JdbcClient jdbc;

    OperatorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Operator> find(UUID id) {
        return jdbc.sql("select * from lots.operator where id = :id")
                .param("id", id)
                .query(OperatorRepository::operator)
                .optional();
    }

    private static Operator operator(ResultSet row, int index) throws SQLException {
        return new Operator(
                Sql.id(row, "id"),
                row.getString("name"),
                row.getString("legal_name"),
                row.getString("support_email"),
                row.getString("support_phone"));
    }
}
