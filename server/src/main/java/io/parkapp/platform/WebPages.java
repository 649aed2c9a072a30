package io.parkapp.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/// Serves the web page that the build put on the class path. What carries a hash in its name is kept by browsers for
/// good; the rest is asked for each time, and answered 304 while it is the same. Addresses that the page itself
/// understands (`/lots/…`) get the page; those of machines never do.
@Component
class WebPages implements WebMvcConfigurer {
    private static final Logger LOG = LoggerFactory.getLogger(WebPages.class);
    private static final Resource INDEX = new ClassPathResource("static/index.html");
    private static final Duration HASHED_FILES_KEPT = Duration.ofDays(365);

    /// By file, as the class path never changes while we run; its size bounds this too.
    private final Map<String, String> tags = new ConcurrentHashMap<>();

    WebPages() {
        if (!INDEX.exists()) {
            LOG.warn("this build has no web page in it: only the API is served");
        }
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(
                        CacheControl.maxAge(HASHED_FILES_KEPT).cachePublic().immutable())
                .setUseLastModified(false)
                .setEtagGenerator(this::tag)
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver());
        // Its answers are not cached by path: any path leads to the page, and strangers could name millions.
        registry.addResourceHandler("/**")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(CacheControl.noCache())
                .setUseLastModified(false)
                .setEtagGenerator(this::tag)
                .resourceChain(false)
                .addResolver(new EncodedResourceResolver())
                .addResolver(new PageResolver());
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        // A resource handler has no answer for the empty path.
        registry.addViewController("/").setViewName("forward:/index.html");
    }

    private String tag(Resource file) {
        return tags.computeIfAbsent(file.getDescription(), absent -> {
            try (var content = file.getInputStream()) {
                return '"' + DigestUtils.md5DigestAsHex(content) + '"';
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    /// A file, or else the page, where a browser asks for one.
    private static class PageResolver extends PathResourceResolver {
        @Override
        protected @Nullable Resource resolveResourceInternal(
                @Nullable HttpServletRequest request,
                String path,
                List<? extends Resource> locations,
                ResourceResolverChain chain) {
            var file = super.resolveResourceInternal(request, path, locations, chain);
            if (file != null || request == null || !isForPage(path) || !wantsHtml(request)) {
                return file;
            }
            return INDEX.exists() ? INDEX : null;
        }

        private static boolean isForPage(String path) {
            return !path.startsWith("api/")
                    && !path.equals("api")
                    && !path.startsWith("sandbox/")
                    && StringUtils.getFilenameExtension(path) == null;
        }

        private static boolean wantsHtml(HttpServletRequest request) {
            var accepted = request.getHeader(HttpHeaders.ACCEPT);
            try {
                return accepted == null
                        || MediaType.parseMediaTypes(accepted).stream()
                                .anyMatch(type -> type.includes(MediaType.TEXT_HTML));
            } catch (InvalidMediaTypeException unreadable) {
                return false;
            }
        }
    }
}
