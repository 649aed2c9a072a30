package io.parkapp.vouchers;

import io.parkapp.lots.Lot;
import io.parkapp.platform.RateLimits;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Money;
import io.parkapp.vouchers.VoucherRepository.Redemption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Codes at work: finding one, using it for a stay, and giving it back.
@Service
public class Vouchers {
    /// Wrong codes by one account.
    static final int GUESSES_MAX = 20;
    /// Codes from one address, right ones too.
    static final int PER_ADDRESS_MAX = 100;

    static final Duration GUESSES_PERIOD = Duration.ofMinutes(10);

    private final VoucherRepository repository;
    private final RateLimits limits;
    private final Clock clock;

    Vouchers(VoucherRepository repository, RateLimits limits, Clock clock) {
        this.repository = repository;
        this.limits = limits;
        this.clock = clock;
    }

    /// Before a code from this address is looked at.
    ///
    /// @throws Refusal TOO_MANY_REQUESTS
    public void countGuess(String address) {
        limits.take("code address", address, PER_ADDRESS_MAX, GUESSES_PERIOD);
    }

    /// A code as it holds at the lot now; nothing is used up.
    ///
    /// @param typed as people write it: spaces around it and small letters do not matter
    /// @param guesser whose wrong ones are counted; null for a visitor
    /// @throws Refusal CODE_NOT_VALID, TOO_MANY_REQUESTS
    public Voucher find(Lot lot, String typed, @Nullable UUID guesser) {
        if (guesser != null) {
            limits.take("code account", guesser.toString(), GUESSES_MAX, GUESSES_PERIOD);
        }
        var code = Code.written(typed)
                .flatMap(each -> repository.find(lot.operatorId(), lot.id(), each, clock.instant()))
                .filter(each -> each.holdsIn(lot.currency()))
                .orElseThrow(() -> new Refusal(VouchersRefusal.CODE_NOT_VALID));
        if (guesser != null) {
            limits.giveBack("code account", guesser.toString(), GUESSES_MAX, GUESSES_PERIOD);
        }
        return code.voucher();
    }

    /// In the caller's transaction: the code is used for the stay.
    ///
    /// @param off what it takes off the price as it stands now
    /// @throws Refusal CODE_TAKES_NOTHING_OFF, CODE_USED_UP, BUDGET_SPENT, CODE_ALREADY_USED
    @Transactional(propagation = Propagation.MANDATORY)
    public void redeem(Lot lot, Voucher voucher, UUID subject, UUID account, Money off) {
        if (!off.isPositive()) {
            throw new Refusal(VouchersRefusal.CODE_TAKES_NOTHING_OFF);
        }
        var now = clock.instant();
        var code = voucher.codeId();
        var month = LocalDate.ofInstant(now, lot.timeZone()).withDayOfMonth(1);
        var merchant = repository.merchantOf(code).orElse(null);
        if (!repository.use(code) || !repository.useByAccount(code, account)) {
            throw new Refusal(VouchersRefusal.CODE_USED_UP);
        }
        if (merchant != null && !repository.spend(merchant, month, off)) {
            throw new Refusal(VouchersRefusal.BUDGET_SPENT);
        }
        if (!repository.insert(code, subject, account, new Redemption(merchant, month, off), now)) {
            throw new Refusal(VouchersRefusal.CODE_ALREADY_USED);
        }
    }

    /// In the caller's transaction: the stay's price is another now, and so is what the code takes off.
    ///
    /// @return what it may take off: as much as before, where the budget of the month does not cover more
    @Transactional(propagation = Propagation.MANDATORY)
    public Money rebook(UUID subject, Voucher voucher, Money off) {
        var booked = repository.lock(voucher.codeId(), subject).orElseThrow();
        var more = off.minus(booked.amount());
        var merchant = booked.merchantId();
        if (merchant != null && more.isPositive() && !repository.spend(merchant, booked.month(), more)) {
            return booked.amount();
        }
        if (merchant != null && more.amountMinor() < 0) {
            repository.unspend(merchant, booked.month(), booked.amount().minus(off));
        }
        repository.rebook(voucher.codeId(), subject, off);
        return off;
    }

    /// In the caller's transaction: the stay does not come about, and its codes are free again.
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveBack(UUID subject) {
        repository.giveBack(subject, clock.instant());
    }
}
