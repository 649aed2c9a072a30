package io.parkapp.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the promise of [Idempotent] around the methods that carry it.
@Configuration(proxyBeanMethods = false)
class Idempotency {
    static final String HEADER = "Idempotency-Key";
    static final int KEY_LENGTH_MAX = 200;

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static DefaultPointcutAdvisor idempotencyAdvisor(
            ObjectProvider<IdempotentAnswers> answers, ObjectProvider<JsonMapper> json) {
        return new DefaultPointcutAdvisor(
                AnnotationMatchingPointcut.forMethodAnnotation(Idempotent.class), new Once(answers, json));
    }

    private record Once(ObjectProvider<IdempotentAnswers> answers, ObjectProvider<JsonMapper> json)
            implements MethodInterceptor {
        @Override
        public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
            var request = currentRequest();
            var key = request.getHeader(HEADER);
            var caller = request.getUserPrincipal();
            if (key == null || caller == null) {
                return invocation.proceed();
            }
            if (key.isBlank() || key.length() > KEY_LENGTH_MAX) {
                throw Refusal.field(HEADER, "must have 1 to " + KEY_LENGTH_MAX + " characters");
            }
            var mapper = json.getObject();
            var answer = answers.getObject()
                    .once(
                            UUID.fromString(caller.getName()),
                            key,
                            fingerprint(request, invocation, mapper),
                            () -> mapper.writeValueAsString(proceed(invocation)));
            var type = mapper.constructType(invocation.getMethod().getGenericReturnType());
            return mapper.readValue(Objects.requireNonNull(answer), type);
        }

        private static @Nullable Object proceed(MethodInvocation invocation) {
            try {
                // A clone, since the transaction around may be tried again.
                return ((ProxyMethodInvocation) invocation).invocableClone().proceed();
            } catch (RuntimeException | Error thrown) {
                throw thrown;
            } catch (Throwable checked) {
                throw new IllegalStateException(checked);
            }
        }

        private static HttpServletRequest currentRequest() {
            var attributes = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
            return attributes.getRequest();
        }

        private static String fingerprint(HttpServletRequest request, MethodInvocation invocation, JsonMapper mapper) {
            var text = new StringBuilder(request.getMethod()).append(' ').append(request.getRequestURI());
            var parameters = invocation.getMethod().getParameters();
            for (var i = 0; i < parameters.length; i++) {
                if (parameters[i].isAnnotationPresent(RequestBody.class)) {
                    text.append('\n')
                            .append(mapper.writeValueAsString(invocation.getArguments()[i]));
                }
            }
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                return HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
