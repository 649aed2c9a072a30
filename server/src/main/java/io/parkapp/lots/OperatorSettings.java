package io.parkapp.lots;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param name of the operator that the first start makes
@ConfigurationProperties("parkapp.operator")
record OperatorSettings(@DefaultValue("My car parks") String name) {}
