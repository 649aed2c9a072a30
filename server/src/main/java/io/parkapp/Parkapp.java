package io.parkapp;

import static org.springframework.core.env.StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

import java.util.HashMap;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class Parkapp {
    /// Of these, nothing is a setting of its own: no push service, no chat.
    private static final Set<String> MAY_BE_BLANK = Set.of("PARKAPP_PUSH_SERVICES", "PARKAPP_CHAT_WEBHOOK_BASE");

    public static void main(String[] arguments) {
        application().run(arguments);
    }

    static SpringApplication application() {
        var application = new SpringApplication(Parkapp.class);
        application.addInitializers(Parkapp::forgetBlankSettings, new ProductionChecks());
        return application;
    }

    /// A line of .env without a value says as little as none, but for Spring it would be an empty port or address.
    private static void forgetBlankSettings(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var told = new HashMap<>(environment.getSystemEnvironment());
        told.entrySet()
                .removeIf(each -> each.getKey().startsWith("PARKAPP_")
                        && each.getValue().toString().isBlank()
                        && !MAY_BE_BLANK.contains(each.getKey()));
        environment
                .getPropertySources()
                .replace(
                        SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, told));
    }
}
