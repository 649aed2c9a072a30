package io.parkapp.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param city whether the demo's first start makes the city; without it there are only the demo accounts
@ConfigurationProperties("parkapp.demo")
record DemoSettings(@DefaultValue("true") boolean city) {}
