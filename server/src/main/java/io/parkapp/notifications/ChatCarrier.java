package io.parkapp.notifications;

import io.parkapp.notifications.Carrier.NotDelivered.Why;
import io.parkapp.notifications.Message.Outgoing;
import java.net.URI;
import java.util.Map;
import org.springframework.http.MediaType;

/// Messages into Google Chat, through the webhook that the reader made there.
final class ChatCarrier implements Carrier {
    private final ChatSettings settings;
    private final HttpCarrier http = HttpCarrier.ofReadersAddresses("Google Chat");

    ChatCarrier(ChatSettings settings) {
        this.settings = settings;
    }

    @Override
    public Channel channel() {
        return Channel.CHAT;
    }

    @Override
    public String name() {
        return "google-chat";
    }

    @Override
    public void send(Outgoing message) throws NotDelivered {
        // Looked at once more: the setting may have become another one since it was entered.
        if (!settings.accepts(message.destination())) {
            throw new NotDelivered(
                    Why.REFUSED, "This is no webhook of Google Chat", new IllegalArgumentException("webhook"));
        }
        http.call(client -> client.post()
                .uri(URI.create(message.destination()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("text", message.content().text()))
                .retrieve()
                .toBodilessEntity());
    }

    @Override
    public void close() {
        // Nothing is kept open.
    }
}
