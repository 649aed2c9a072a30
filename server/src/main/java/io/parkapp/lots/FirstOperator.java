package io.parkapp.lots;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Before anything else that a first start makes.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class FirstOperator implements ApplicationRunner {
    private final Operators operators;

    FirstOperator(Operators operators) {
        this.operators = operators;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        operators.makeFirst();
    }
}
