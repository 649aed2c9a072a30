package io.parkapp.platform;

/// What this process does, of what parkapp does. Several of each may run side by side on one database.
public enum ProcessRole {
    ALL,
    /// Answers requests and enqueues jobs.
    WEB,
    /// Runs jobs. Over HTTP it tells only how it is.
    WORKER;

    public boolean answersRequests() {
        return this != WORKER;
    }

    boolean runsJobs() {
        return this != WEB;
    }
}
