package io.parkapp.accounts;

import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Stands before each controller method and asks for what the method declares: [Public], [SignedIn] or
/// [RequiresPermission]. A method that declares nothing is closed. Hands methods their [Caller].
@Configuration(proxyBeanMethods = false)
class PermissionCheck implements WebMvcConfigurer, HandlerInterceptor, HandlerMethodArgumentResolver {
    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // The later parts of an answer (an error's page, the end of a stream) follow a request that was let in.
        if (request.getDispatcherType() == DispatcherType.REQUEST && handler instanceof HandlerMethod method) {
            check(method);
        }
        return true;
    }

    private static void check(HandlerMethod method) {
        if (method.hasMethodAnnotation(Public.class) || isForeign(method.getBeanType())) {
            return;
        }
        var required = method.getMethodAnnotation(RequiresPermission.class);
        if (required == null && !method.hasMethodAnnotation(SignedIn.class)) {
            throw new Refusal(PlatformRefusal.FORBIDDEN);
        }
        var caller = CallerAuthentication.current();
        if (caller == null) {
            throw new Refusal(PlatformRefusal.UNAUTHENTICATED);
        }
        if (required != null && Arrays.stream(required.value()).noneMatch(caller::mayAnywhere)) {
            throw new Refusal(PlatformRefusal.FORBIDDEN);
        }
    }

    /// The API's documentation and the error page, which carry nothing of anybody.
    static boolean isForeign(Class<?> controller) {
        return controller.getPackageName().startsWith("org.springdoc.")
                || ErrorController.class.isAssignableFrom(controller);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    /// Null only on public methods, for whoever is not signed in.
    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return CallerAuthentication.current();
    }
}
