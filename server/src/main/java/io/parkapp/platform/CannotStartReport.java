package io.parkapp.platform;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/// Says on standard error, in one paragraph, why the server does not start: our own reasons, and those that Spring
/// Boot can explain, such as a taken port. Registered in `META-INF/spring.factories`, because no bean exists yet.
class CannotStartReport extends AbstractFailureAnalyzer<CannotStart> implements FailureAnalysisReporter {
    @Override
    protected FailureAnalysis analyze(Throwable failure, CannotStart cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }

    @Override
    public void report(FailureAnalysis analysis) {
        var action = analysis.getAction() == null ? "" : " " + analysis.getAction();
        System.err.println("parkapp cannot start: " + analysis.getDescription() + action);
    }
}
