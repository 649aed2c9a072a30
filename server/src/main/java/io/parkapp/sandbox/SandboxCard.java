package io.parkapp.sandbox;

import java.util.Arrays;
import java.util.Optional;

/// The card numbers that the sandbox takes, and what each does. They belong to nobody.
enum SandboxCard {
    SUCCESS("4242 4242 4242 4242", "pays at once"),
    THREE_D_SECURE("4000 0000 0000 3220", "asks your bank first (3-D Secure)"),
    DELAYED("4000 0000 0000 0077", "pays, but takes about ten seconds"),
    DECLINED("4000 0000 0000 0002", "is declined"),
    INSUFFICIENT_FUNDS("4000 0000 0000 9995", "has too little money"),
    UNTOLD("4000 0000 0000 4202", "pays, but nobody tells: it is found within ten minutes"),
    TOLD_TWICE("4000 0000 0000 4210", "pays, and everything is told twice, in the wrong order"),
    REFUND_FAILS("4000 0000 0000 5126", "pays, but takes nothing back"),
    DISPUTE_WON("4000 0000 0000 2685", "pays, then wants the money back in vain"),
    DISPUTE_LOST("4000 0000 0000 0259", "pays, then gets the money back from its bank");

    private final String number;
    private final String effect;

    SandboxCard(String number, String effect) {
        this.number = number;
        this.effect = effect;
    }

    /// In groups of four, as on a card.
    String number() {
        return number;
    }

    /// Continues "this card …".
    String effect() {
        return effect;
    }

    static Optional<SandboxCard> numbered(String text) {
        var digits = text.replaceAll("[\\s-]", "");
        return Arrays.stream(values())
                .filter(each -> each.number.replace(" ", "").equals(digits))
                .findFirst();
    }

    static Optional<SandboxCard> named(String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }
}
