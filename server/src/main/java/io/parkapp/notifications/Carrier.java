package io.parkapp.notifications;

import io.parkapp.notifications.Message.Outgoing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
            REFUSED,
            /// There is nobody left to tell it to.
            NOBODY
        }

        private final Why why;
        private final @Nullable Duration notBefore;

        NotDelivered(Why why, String words, @Nullable Exception cause) {
            this(why, words, cause, null);
        }

        /// @param notBefore how long it shall not be tried again; null where nobody said
        NotDelivered(Why why, String words, @Nullable Exception cause, @Nullable Duration notBefore) {
            super(words, cause);
            this.why = why;
            this.notBefore = notBefore;
        }

        Why why() {
            return why;
        }

        Duration notBefore() {
            return notBefore == null ? Duration.ZERO : notBefore;
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }
}
