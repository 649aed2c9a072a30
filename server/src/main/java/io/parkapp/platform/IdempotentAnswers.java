package io.parkapp.platform;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Remembers answers by caller and key. The key is written in the transaction of the effect: of two sendings at once
/// the second waits for the first to commit, and after a kill there is either both, effect and answer, or neither.
@Component
class IdempotentAnswers {
    static final Duration KEPT = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final Clock clock;

    IdempotentAnswers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// The stored answer of this key, or else the one that `effect` now gives.
    @Transactional
    public @Nullable String once(UUID caller, String key, String fingerprint, Supplier<@Nullable String> effect) {
        var now = clock.instant();
        var isFirst = jdbc.sql("""
                        insert into platform.idempotent_answer as kept (caller, key, fingerprint, created_at)
                        values (:caller, :key, :fingerprint, :now)
                        on conflict (caller, key) do update
                            set fingerprint = excluded.fingerprint, answer = null, created_at = excluded.created_at
                            where kept.created_at < :forgotten""")
                        .param("caller", caller)
                        .param("key", key)
                        .param("fingerprint", fingerprint)
                        .param("now", Sql.time(now))
                        .param("forgotten", Sql.time(now.minus(KEPT)))
                        .update()
                == 1;
        if (!isFirst) {
            return stored(caller, key, fingerprint);
        }
        var answer = effect.get();
        jdbc.sql("update platform.idempotent_answer set answer = :answer where caller = :caller and key = :key")
                .param("answer", answer)
                .param("caller", caller)
                .param("key", key)
                .update();
        return answer;
    }

    /// Forgets what nobody may ask for any more.
    @Transactional
    public int forgetOld() {
        return jdbc.sql("delete from platform.idempotent_answer where created_at < ?")
                .params(Sql.time(clock.instant().minus(KEPT)))
                .update();
    }

    private @Nullable String stored(UUID caller, String key, String fingerprint) {
        var row = jdbc.sql("select fingerprint, answer from platform.idempotent_answer where caller = ? and key = ?")
                .params(caller, key)
                .query(Stored.class)
                .single();
        if (!row.fingerprint().equals(fingerprint)) {
            throw new Refusal(PlatformRefusal.IDEMPOTENCY_KEY_REUSED);
        }
        return row.answer();
    }

    private record Stored(String fingerprint, @Nullable String answer) {}
}
