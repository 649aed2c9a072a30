package io.parkapp.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How our types travel to and from PostgreSQL through JDBC.
public final class Sql {
    private Sql() {}

    /// JDBC has no Instant; PostgreSQL keeps microseconds.
    public static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    public static @Nullable OffsetDateTime timeOrNull(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }

    /// JDBC has no interval; PostgreSQL reads it from this text, with a cast.
    public static String interval(Duration duration) {
        return duration.toSeconds() + " seconds";
    }

    /// What LIKE takes for these very characters.
    public static String likeLiteral(String text) {
        return text.replaceAll("([\\\\%_])", "\\\\$1");
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    public static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }
}
