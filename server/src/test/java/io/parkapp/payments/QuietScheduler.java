package io.parkapp.payments;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/// Jobs are enqueued but not run, for tests that run them by hand.
public class QuietScheduler implements BeforeAllCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        SpringExtension.getApplicationContext(context).getBean(Scheduler.class).pause();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        SpringExtension.getApplicationContext(context).getBean(Scheduler.class).resume();
    }
}
