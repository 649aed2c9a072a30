package io.parkapp.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/// A worker tells how it is, for whoever restarts it when it is not well, and answers nothing else.
@Component
@ConditionalOnProperty(name = "parkapp.role", havingValue = "worker")
@Order(Ordered.HIGHEST_PRECEDENCE)
class WorkerDoor extends OncePerRequestFilter {
    private static final String HEALTH = "/api/health";

    private final JsonMapper json;

    WorkerDoor(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI();
        if (path.equals(HEALTH) || path.startsWith(HEALTH + "/")) {
            chain.doFilter(request, response);
        } else {
            Problems.send(PlatformRefusal.NOT_FOUND, request, response, json);
        }
    }
}
