package io.parkapp.platform;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// What is printed for whoever started the server, once it answers: where it is, and what modules add.
@Component
public class Announcement {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Settings settings;
    private final Environment environment;

    Announcement(Settings settings, Environment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    public void add(String line) {
        lines.add(line);
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (!(event.getApplicationContext() instanceof WebServerApplicationContext server)
                || server.getWebServer() == null) {
            return;
        }
        if (!settings.role().answersRequests()) {
            System.out.println("\n  parkapp worker is ready; it tells how it is at port "
                    + server.getWebServer().getPort() + ", /api/health\n");
            return;
        }
        var text = new StringBuilder("\n  parkapp is ready at ").append(settings.publicUrl());
        for (var line : lines) {
            text.append("\n  ").append(line);
        }
        text.append("\n  API documentation: ").append(settings.publicUrl()).append("/api/docs");
        if (!settings.database().isExternal()) {
            text.append("\n  data: ").append(settings.data().toAbsolutePath().normalize());
        }
        if (settings.role() == ProcessRole.WEB) {
            text.append("\n  a web process; listens on port ")
                    .append(server.getWebServer().getPort());
        }
        text.append("\n  profile: ").append(String.join(", ", environment.getActiveProfiles()));
        System.out.println(text.append("\n  Ctrl-C stops it.\n"));
    }
}
