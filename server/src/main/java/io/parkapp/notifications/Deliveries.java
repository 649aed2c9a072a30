package io.parkapp.notifications;

import io.parkapp.accounts.Links;
import io.parkapp.platform.Settings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The ways out that this installation has, one [Delivery] for each.
@Component
class Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final Map<Channel, Delivery> ways;

    Deliveries(
            MailSettings mail,
            SmsSettings sms,
            ChatSettings chat,
            Push push,
            MessageRepository repository,
            PreferenceRepository preferences,
            Unsubscribing unsubscribing,
            Letters letters,
            Links links,
            TransactionTemplate transaction,
            Clock clock,
            Settings settings) {
        mail.check();
        sms.check();
        if (!mail.isSet()) {
            LOG.info("PARKAPP_SMTP_HOST is not set: mails stay in the outbox");
        }
        var carriers = new ArrayList<Carrier>();
        carriers.add(mail.isSet() ? new SmtpCarrier(mail, clock) : new OutboxCarrier());
        if (sms.isSet()) {
            carriers.add(new SmsCarrier(sms));
        }
        if (chat.isSet()) {
            carriers.add(new ChatCarrier(chat));
        }
        push.carrier().ifPresent(carriers::add);
        this.ways = carriers.stream()
                .collect(Collectors.toMap(
                        Carrier::channel,
                        each -> new Delivery(
                                each,
                                repository,
                                preferences,
                                letters,
                                links,
                                unsubscribing,
                                transaction,
                                clock,
                                settings)));
    }

    /// The ways to reach people from here.
    List<Channel> channels() {
        return ways.keySet().stream().sorted().toList();
    }

    void run(Channel channel) {
        var way = ways.get(channel);
        if (way != null) {
            way.run();
        }
    }
}
