package io.parkapp.jobs;

import io.parkapp.accounts.Caller;
import io.parkapp.audit.Audit;
import io.parkapp.platform.JobBoard;
import io.parkapp.platform.JobId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What a person does to jobs, and the record of it.
@Service
class JobControl {
    private final JobBoard board;
    private final Audit audit;

    JobControl(JobBoard board, Audit audit) {
        this.board = board;
        this.audit = audit;
    }

    @Transactional
    public JobBoard.Job retry(Caller caller, JobId id) {
        var job = board.retry(id);
        record(caller, "job.retried", id);
        return job;
    }

    @Transactional
    public JobBoard.Job cancel(Caller caller, JobId id) {
        var job = board.cancel(id);
        record(caller, "job.cancelled", id);
        return job;
    }

    private void record(Caller caller, String action, JobId id) {
        var subject = UUID.nameUUIDFromBytes(id.text().getBytes(StandardCharsets.UTF_8));
        audit.record(
                caller.account(), null, action, "job", subject, Map.of("name", id.name(), "subject", id.instance()));
    }
}
