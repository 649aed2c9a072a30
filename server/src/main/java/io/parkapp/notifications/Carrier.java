package io.parkapp.notifications;

import io.parkapp.notifications.Message.Outgoing;

/// Takes messages of one channel to their readers. Used by one thread at a time.
interface Carrier extends AutoCloseable {
    Channel channel();

    /// As the outbox names it.
    String name();

    /// Returns when whoever is responsible next has taken it over.
    void send(Outgoing message) throws NotDelivered;

    /// At the end of a round: lets go of what was kept open for the next message.
    @Override
    void close();

    /// Why not, in words for whoever looks at the outbox.
    final class NotDelivered extends Exception {
        enum Why {
            /// Nobody can be reached: the others would fare no better.
            UNREACHABLE,
            /// Not now.
            PASSING,
            /// Not this one, ever.
            REFUSED
        }

        private final Why why;

        NotDelivered(Why why, String words, Exception cause) {
            super(words, cause);
            this.why = why;
        }

        Why why() {
            return why;
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }
}
