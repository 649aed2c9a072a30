package io.parkapp.platform;

import java.util.concurrent.ThreadLocalRandom;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Runs a transaction again when the database gave it up for another one: a deadlock, a serialization failure. Only the
/// outermost transaction, since a part of an aborted one cannot be saved; and only so often.
@Configuration(proxyBeanMethods = false)
class Transactions {
    static final int ATTEMPTS_MAX = 5;
    private static final int PAUSE_MILLIS_MAX = 20;

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static DefaultPointcutAdvisor transactionRetry() {
        var advisor = new DefaultPointcutAdvisor(
                new AnnotationMatchingPointcut(null, Transactional.class, true), new Retry());
        // Outside of the transaction advisor, which has the lowest precedence.
        advisor.setOrder(Ordered.LOWEST_PRECEDENCE - 100);
        return advisor;
    }

    private static final class Retry implements MethodInterceptor {
        @Override
        public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
            if (TransactionSynchronizationManager.isActualTransactionActive()) {
                return invocation.proceed();
            }
            for (var attempt = 1; ; attempt++) {
                try {
                    return ((ProxyMethodInvocation) invocation).invocableClone().proceed();
                } catch (ConcurrencyFailureException givenUp) {
                    if (attempt == ATTEMPTS_MAX) {
                        throw givenUp;
                    }
                    Thread.sleep(ThreadLocalRandom.current().nextInt(1, PAUSE_MILLIS_MAX * attempt));
                }
            }
        }
    }
}
