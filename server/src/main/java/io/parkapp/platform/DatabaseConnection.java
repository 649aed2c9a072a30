package io.parkapp.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/// Where the database is: the one that the settings name, or else an embedded one that starts and stops with us.
@Component
class DatabaseConnection implements JdbcConnectionDetails, DisposableBean {
    private final Settings.Database settings;
    private final @Nullable EmbeddedDatabase embedded;

    DatabaseConnection(Settings settings) {
        this.settings = settings.database();
        this.embedded = this.settings.isExternal() ? null : EmbeddedDatabase.start(settings.data());
    }

    @Override
    public String getJdbcUrl() {
        return embedded == null ? settings.url() : embedded.url();
    }

    @Override
    public String getUsername() {
        return embedded == null ? settings.user() : embedded.user();
    }

    @Override
    public String getPassword() {
        return embedded == null ? settings.password() : "";
    }

    @Override
    public void destroy() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
