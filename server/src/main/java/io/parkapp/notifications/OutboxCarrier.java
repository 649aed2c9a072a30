package io.parkapp.notifications;

import io.parkapp.notifications.Message.Outgoing;

/// Where no mail server is set: the outbox is the mailbox, and what is in it has arrived.
final class OutboxCarrier implements Carrier {
    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    public void send(Outgoing message) {
        // It is there already.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
