package io.parkapp;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.accounts.Public;
import io.parkapp.accounts.RequiresPermission;
import io.parkapp.accounts.SignedIn;
import java.lang.annotation.Annotation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// The rules of the house that a machine can keep.
@ParkappTest
class HouseTest {
    private static final List<Class<? extends Annotation>> DOORS =
            List.of(Public.class, SignedIn.class, RequiresPermission.class);

    private final RequestMappingHandlerMapping mapping;

    HouseTest(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    @Test
    void modules_ask_only_whom_they_may() {
        ApplicationModules.of(Parkapp.class).verify();
    }

    @Test
    void every_endpoint_says_who_may_use_it() {
        var methods = mapping.getHandlerMethods().values().stream()
                .filter(each -> !isForeign(each.getBeanType()))
                .collect(toSet());
        assertThat(methods)
                .hasSizeGreaterThan(10)
                .allSatisfy(method -> assertThat(doors(method))
                        .as("exactly one of @Public, @SignedIn and @RequiresPermission on %s", method)
                        .hasSize(1));
    }

    /// The documentation's own endpoints and the page of errors.
    private static boolean isForeign(Class<?> controller) {
        return controller.getPackageName().startsWith("org.springdoc.")
                || ErrorController.class.isAssignableFrom(controller);
    }

    private static List<Class<? extends Annotation>> doors(HandlerMethod method) {
        return DOORS.stream().filter(method::hasMethodAnnotation).toList();
    }
}
