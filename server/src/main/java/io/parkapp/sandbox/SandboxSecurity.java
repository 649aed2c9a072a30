package io.parkapp.sandbox;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// The sandbox's pages stand for another company's site: open to everybody who knows a session's unguessable id, and
/// blind to who is signed in here. Without a cookie there is no cross-site request to forge; the controller refuses
/// posts from other sites all the same. Each page names its own content security policy.
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class SandboxSecurity {
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 10)
    SecurityFilterChain sandboxPages(HttpSecurity http) {
        return http.securityMatcher("/sandbox/**")
                .authorizeHttpRequests(each -> each.anyRequest().permitAll())
                .sessionManagement(each -> each.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers
                        // "no-referrer" would also hide the Origin of our own forms.
                        .referrerPolicy(each -> each.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }
}
