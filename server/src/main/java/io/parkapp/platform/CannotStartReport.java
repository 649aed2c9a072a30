package io.parkapp.platform;

import java.sql.SQLException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/// Says on standard error, in one paragraph, why the server does not start: our own reasons, what is wrong with the
/// database, and what Spring Boot can explain, such as a taken port. Registered in `META-INF/spring.factories`, because
/// no bean exists yet.
class CannotStartReport implements FailureAnalyzer, FailureAnalysisReporter {
    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var words = words(cause);
            if (words != null) {
                return new FailureAnalysis(words, null, cause);
            }
        }
        return null;
    }

    @Override
    public void report(FailureAnalysis analysis) {
        var action = analysis.getAction() == null ? "" : " " + analysis.getAction();
        System.err.println("parkapp cannot start: " + analysis.getDescription() + action);
    }

    private static @Nullable String words(Throwable cause) {
        return switch (cause) {
            case CannotStart ours -> ours.getMessage();
            case FlywayValidateException other ->
                "the database was made by another version of parkapp. Run that version, or start with an empty"
                        + " database (bin/run --reset erases the embedded one). " + other.getMessage();
            case SQLException database
            when isAboutConnecting(database) -> "the database cannot be reached: " + database.getMessage();
            default -> null;
        };
    }

    /// By the SQL standard's classes: no connection, or not with this name and password.
    private static boolean isAboutConnecting(SQLException database) {
        var state = database.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("28") || state.equals("3D000"));
    }
}
