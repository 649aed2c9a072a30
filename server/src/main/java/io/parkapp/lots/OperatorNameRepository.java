package io.parkapp.lots;

import io.parkapp.accounts.OperatorNames;
import io.parkapp.platform.Sql;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OperatorNameRepository implements OperatorNames {
    private final JdbcClient jdbc;

    OperatorNameRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<UUID, String> names(Collection<UUID> operators) {
        var names = new HashMap<UUID, String>();
        jdbc.sql("select id, name from lots.operator where id = any(:operators)")
                .param("operators", operators.toArray(UUID[]::new))
                .query(row -> {
                    names.put(Sql.id(row, "id"), row.getString("name"));
                });
        return names;
    }
}
