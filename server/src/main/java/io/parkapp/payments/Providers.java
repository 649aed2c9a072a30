package io.parkapp.payments;

import io.parkapp.platform.Refusal;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The payment providers of this installation; there may be none.
@Component
class Providers {
    private final List<PaymentProvider> all;

    @Autowired
    Providers(ObjectProvider<PaymentProvider> all) {
        this(all.orderedStream().toList());
    }

    Providers(List<PaymentProvider> all) {
        this.all = List.copyOf(all);
    }

    /// Who is asked for new charges.
    ///
    /// @throws Refusal PROVIDER_UNAVAILABLE where none is set up
    PaymentProvider active() {
        return all.stream().findFirst().orElseThrow(() -> new Refusal(PaymentRefusal.PROVIDER_UNAVAILABLE));
    }

    List<PaymentProvider> all() {
        return all;
    }

    Optional<PaymentProvider> named(String name) {
        return all.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
