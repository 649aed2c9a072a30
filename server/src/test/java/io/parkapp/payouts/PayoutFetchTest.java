package io.parkapp.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.ParkappTest;
import io.parkapp.TestClock;
import io.parkapp.payments.PaymentProvider;
import io.parkapp.payments.PaymentProvider.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
class PayoutFetchTest {
    private final PayoutRepository repository;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final TellingProvider provider = new TellingProvider("telling " + UUID.randomUUID());

    PayoutFetchTest(PayoutRepository repository, TestClock clock, JdbcClient jdbc) {
        this.repository = repository;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /// As providers tell of them: the newest first.
    @BeforeEach
    void payOut() {
        for (var day : List.of(0, 20, 30)) {
            provider.payOut(day + " days ago", clock.instant().minus(Duration.ofDays(day)), 1_000);
        }
    }

    @AfterEach
    void reset() {
        clock.reset();
    }

    @Test
    void a_run_that_ends_in_between_leaves_no_older_payout_behind() {
        provider.linesRefused.put("20 days ago", new Unavailable("away", null));
        fetch(provider).run();
        assertThat(kept(provider)).containsExactly("30 days ago");
        provider.linesRefused.clear();
        fetch(provider).run();
        assertThat(kept(provider)).containsExactly("30 days ago", "20 days ago", "0 days ago");
    }

    @Test
    void a_payout_that_cannot_be_kept_holds_up_no_other_and_is_asked_for_until_it_can() {
        provider.linesRefused.put("30 days ago", new IllegalStateException("unreadable"));
        assertThatThrownBy(() -> fetch(provider).run()).hasMessageContaining("unreadable");
        assertThat(kept(provider)).containsExactly("20 days ago", "0 days ago");

        clock.push(Duration.ofDays(60));
        var later = clock.instant();
        provider.payOut("later", later, 1_000);
        assertThatThrownBy(() -> fetch(provider).run()).hasMessageContaining("unreadable");
        provider.linesRefused.clear();
        fetch(provider).run();
        assertThat(kept(provider)).containsExactly("30 days ago", "20 days ago", "0 days ago", "later");

        fetch(provider).run();
        assertThat(provider.askedSince).isEqualTo(later.minus(PayoutFetch.OVERLAP));
    }

    @Test
    void a_payout_whose_lines_are_not_all_there_is_left() {
        provider.lines.put("20 days ago", List.of(provider.line("20 days ago", 990)));
        assertThatThrownBy(() -> fetch(provider).run())
                .hasMessageContaining("10.00")
                .hasMessageContaining("9.90");
        assertThat(kept(provider)).containsExactly("30 days ago", "0 days ago");

        provider.lines.put("20 days ago", List.of(provider.line("a", 990), provider.line("b", 10)));
        fetch(provider).run();
        assertThat(kept(provider)).hasSize(3);
    }

    @Test
    void trouble_with_one_provider_leaves_the_others_alone() {
        var broken = new TellingProvider("broken " + UUID.randomUUID());
        broken.refused = new IllegalStateException("a bug");
        var away = new TellingProvider("away " + UUID.randomUUID());
        away.refused = new Unavailable("away", null);
        assertThatThrownBy(() -> fetch(broken, away, provider).run()).hasMessageContaining("a bug");
        assertThat(kept(provider)).hasSize(3);
    }

    private PayoutFetch fetch(PaymentProvider... providers) {
        var beans = new StaticListableBeanFactory();
        for (var each : providers) {
            beans.addBean(each.name(), each);
        }
        return new PayoutFetch(beans.getBeanProvider(PaymentProvider.class), repository, clock);
    }

    /// The oldest first.
    private List<@Nullable String> kept(PaymentProvider provider) {
        return jdbc.sql("select provider_ref from payouts.payout where provider = :provider order by paid_at")
                .param("provider", provider.name())
                .query(String.class)
                .list();
    }
}
