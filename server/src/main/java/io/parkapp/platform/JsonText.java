package io.parkapp.platform;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;

/// Refuses the NUL character in any text of a request: PostgreSQL cannot store it, and nobody means it.
@Configuration(proxyBeanMethods = false)
class JsonText {
    @Bean
    JsonMapperBuilderCustomizer withoutNul() {
        return mapper -> mapper.addModule(new SimpleModule("text").addDeserializer(String.class, new WithoutNul()));
    }

    private static final class WithoutNul extends StringDeserializer {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            var text = super.deserialize(parser, context);
            if (text != null && text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("must not contain the NUL character");
            }
            return text;
        }
    }
}
