package io.parkapp.platform;

import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// For answers of many rows that are handed on one by one: in a transaction, so many rows are in memory at once.
@Component
public class StreamingSql {
    private static final int ROWS_FETCHED = 1_000;

    private final JdbcClient jdbc;

    StreamingSql(DataSource database) {
        var template = new JdbcTemplate(database);
        template.setFetchSize(ROWS_FETCHED);
        this.jdbc = JdbcClient.create(template);
    }

    public JdbcClient client() {
        return jdbc;
    }
}
