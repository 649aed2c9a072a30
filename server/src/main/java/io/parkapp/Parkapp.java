package io.parkapp;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class Parkapp {
    public static void main(String[] arguments) {
        SpringApplication.run(Parkapp.class, arguments);
    }
}
