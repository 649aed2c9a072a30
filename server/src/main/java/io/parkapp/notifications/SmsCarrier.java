package io.parkapp.notifications;

import io.parkapp.notifications.Message.Outgoing;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;

/// Text messages through Twilio's REST API.
final class SmsCarrier implements Carrier {
    private final SmsSettings settings;
    private final URI address;
    private final HttpCarrier http = HttpCarrier.ofOurAccount("Twilio");

    SmsCarrier(SmsSettings settings) {
        this.settings = settings;
        this.address = URI.create(settings.apiUrl() + "/2010-04-01/Accounts/" + settings.account() + "/Messages.json");
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public String name() {
        return "twilio";
    }

    @Override
    public void send(Outgoing message) throws NotDelivered {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("To", message.destination());
        form.add("From", settings.from());
        form.add("Body", message.content().text());
        http.call(client -> client.post()
                .uri(address)
                .headers(headers -> headers.setBasicAuth(settings.account(), settings.token()))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .retrieve()
                .toBodilessEntity());
    }

    @Override
    public void close() {
        // Nothing is kept open.
    }
}
