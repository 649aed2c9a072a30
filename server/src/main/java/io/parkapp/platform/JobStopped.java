package io.parkapp.platform;

/// Thrown out of a job that was asked to stop. What it has not committed is rolled back.
public class JobStopped extends RuntimeException {
    private final boolean cancelled;

    JobStopped(boolean cancelled) {
        super(cancelled ? "cancelled" : "the process stops", null, false, false);
        this.cancelled = cancelled;
    }

    /// Somebody wants it no more; else the process stops, and another runs the job from its start.
    public boolean isCancelled() {
        return cancelled;
    }
}
