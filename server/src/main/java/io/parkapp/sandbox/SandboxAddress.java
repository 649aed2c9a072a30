package io.parkapp.sandbox;

import io.parkapp.platform.Settings;
import java.net.InetAddress;
import java.net.URI;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/// Where the sandbox finds the shop and the payer finds the sandbox: both live in this server, or, for one that only
/// runs jobs, at the public address.
@Component
@Profile("demo")
class SandboxAddress {
    private final URI publicUrl;
    private final InetAddress host;
    private final boolean isShop;
    private volatile int port;

    SandboxAddress(Settings settings, ServerProperties server) {
        var bound = server.getAddress();
        this.publicUrl = settings.publicUrl();
        this.isShop = settings.role().answersRequests();
        this.host = bound == null || bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
    }

    @EventListener
    void serverStarted(WebServerInitializedEvent started) {
        if (started.getApplicationContext().getServerNamespace() == null) {
            port = started.getWebServer().getPort();
        }
    }

    /// @throws IllegalStateException until the server listens
    URI webhook() {
        var shop = isShop ? URI.create("http://" + hostText() + ":" + listening()) : publicUrl;
        return UriComponentsBuilder.fromUri(shop)
                .path("/api/payments/webhooks/" + SandboxProvider.NAME)
                .build()
                .toUri();
    }

    URI page(String sessionId) {
        var page = UriComponentsBuilder.fromUri(publicUrl).path("/sandbox/checkout/" + sessionId);
        // A port of 0 stands for any free one, known only now.
        return (publicUrl.getPort() == 0 ? page.port(listening()) : page)
                .build()
                .toUri();
    }

    private int listening() {
        if (port == 0) {
            throw new IllegalStateException("the server does not listen yet");
        }
        return port;
    }

    private String hostText() {
        var text = host.getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }
}
