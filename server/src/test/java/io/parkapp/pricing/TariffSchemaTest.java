package io.parkapp.pricing;

import static io.parkapp.pricing.TariffDocuments.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The schema that is published and the server's own reading say the same.
class TariffSchemaTest {
    private static final JsonNode DOCUMENT =
            JSON.readTree(Objects.requireNonNull(TariffSchemaTest.class.getResourceAsStream("/tariff.schema.json")));
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(DOCUMENT);
    private static final Validator VALIDATOR = TariffDocuments.validator();

    /// Has every part that the language has.
    private static final String EVERYTHING = """
            {
              "name": "Everything", "clock": "ELAPSED", "seconds": "DROPPED", "whenRatesChange": "UNIT_RUNS_OUT",
              "outsideRates": "REFUSED", "rounding": {"to": "0.05", "mode": "HALF_UP"},
              "tax": {"name": "VAT", "percent": "19", "included": true}, "maximumStayMinutes": 10080,
              "specialDays": {"PUBLIC_HOLIDAY": ["2027-04-02", "12-25"]},
              "rates": [
                {"name": "Day", "for": {"kinds": ["STANDARD"], "vehicles": ["CAR"], "concessions": ["STAFF"]},
                 "when": [{"days": ["MONDAY", "PUBLIC_HOLIDAY"], "from": "06:00", "until": "24:00",
                           "season": {"from": "05-01", "until": "09-30"}}],
                 "overrides": true,
                 "steps": [{"upToMinutes": 30, "total": "1.00"}, {"perMinutes": 60, "add": "2.00", "count": "EXACT"}],
                 "restarts": {"every": "CLOCK", "at": "06:00", "days": ["MONDAY"]}},
                {"name": "Rest", "steps": [{"total": "5.00"}], "restarts": {"every": "HOURS", "hours": 24}}
              ],
              "caps": [{"name": "Day ticket", "for": {"kinds": ["STANDARD"]}, "amount": "20.00", "rates": ["Day"],
                        "per": {"every": "PERIOD", "times": 2}, "when": [{"days": ["SUNDAY"]}]}],
              "free": [{"minutes": 20, "whenExceeded": "TAKEN_OFF", "for": {"vehicles": ["CAR"]},
                        "when": [{"from": "08:00", "until": "18:00"}], "oncePer": {"every": "CLOCK", "at": "00:00"}}],
              "offers": [{"name": "Overnight", "for": {"vehicles": ["CAR"]}, "entry": [{"from": "17:00", "until": "24:00"}],
                          "exit": [{"from": "00:00", "until": "07:30"}], "atLeastMinutes": 60, "atMostMinutes": 870,
                          "steps": [{"total": "5.00"}], "covers": {"at": "06:00", "days": ["MONDAY"]}, "taken": "IF_LOWER"}],
              "discounts": [{"name": "Cinema", "for": {"concessions": ["CINEMA"]}, "minutesOff": 120, "takenFrom": "START"},
                            {"name": "Half", "percentOff": "50"}, {"name": "Off", "amountOff": "1.00"},
                            {"name": "Most", "priceAtMost": "9.00"}],
              "surcharges": [{"name": "Late", "for": {"vehicles": ["CAR"]}, "entry": [{"days": ["SUNDAY"]}],
                              "exit": [{"from": "23:00", "until": "06:00"}], "amount": "10.00"}],
              "lostTicket": {"price": "35.00"}, "reentry": {"withinMinutes": 30}, "exitGraceMinutes": 15,
              "topUps": [{"pay": "10.00", "credit": "11.00"}], "pricesMayFall": true,
              "examples": [{"from": "2026-12-01T09:00", "until": "2026-12-01T10:30", "kind": "STANDARD", "vehicle": "CAR",
                            "concessions": ["STAFF"], "lostTicket": false, "price": "5.00"}]
            }""";

    @TestFactory
    Stream<DynamicTest> every_published_tariff_and_those_of_the_demo_are_valid() {
        return Stream.of("/tariffs/published", "/demo/tariffs")
                .flatMap(folder -> files(folder).stream())
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    var document = JSON.readTree(file);
                    var tariffs = document.has("versions")
                            ? document.get("versions")
                                    .valueStream()
                                    .map(each -> each.get("tariff"))
                                    .toList()
                            : List.of(document);
                    tariffs.forEach(each -> assertThat(SCHEMA.validate(each)).isEmpty());
                }));
    }

    @Test
    void a_tariff_with_every_part_is_valid_and_read() {
        var tariff = JSON.readTree(EVERYTHING);
        assertThat(SCHEMA.validate(tariff)).isEmpty();
        assertThat(isRead(tariff)).isTrue();
        records()
                .forEach(each -> assertThat(covered(each, tariff))
                        .as(each.getSimpleName())
                        .isTrue());
    }

    @TestFactory
    Stream<DynamicTest> schema_and_records_agree() {
        return records()
                .map(each -> DynamicTest.dynamicTest(each.getSimpleName(), () -> {
                    var part = partOf(each);
                    assertThat(part.get("additionalProperties").asBoolean()).isFalse();
                    assertThat(names(part.get("properties"))).isEqualTo(componentNames(each));
                    assertThat(texts(part.get("required"))).isEqualTo(requiredNames(each));
                    for (var component : each.getRecordComponents()) {
                        assertAgrees(each, component, part.get("properties").get(name(component)));
                    }
                }));
    }

    @Test
    void every_part_is_described() {
        records().map(TariffSchemaTest::partOf).forEach(part -> {
            assertThat(part.has("description")).isTrue();
            part.get("properties")
                    .forEachEntry((name, each) ->
                            assertThat(each.has("title")).as(name).isTrue());
        });
    }

    @TestFactory
    Stream<DynamicTest> what_the_schema_refuses_the_server_refuses() {
        var cases = new ArrayList<DynamicTest>();
        mutations(
                JSON.readTree(EVERYTHING),
                "",
                (what, change) -> cases.add(DynamicTest.dynamicTest(what, () -> {
                    var tariff = JSON.readTree(EVERYTHING);
                    change.in(tariff);
                    assertThat(SCHEMA.validate(tariff)).as("schema").isNotEmpty();
                    assertThat(isRead(tariff)).as("server").isFalse();
                })));
        assertThat(cases).hasSizeGreaterThan(150);
        return cases.stream();
    }

    private interface Change {
        void in(JsonNode tariff);
    }

    private interface Cases {
        void add(String what, Change change);
    }

    /// An unknown field in each object, each required one left out, a wrong word for each that is one of few, a wrong
    /// kind of value and too much of everything.
    private static void mutations(JsonNode node, String path, Cases cases) {
        if (node instanceof ObjectNode object) {
            if (!path.equals("/specialDays")) {
                cases.add(path + " with an unknown field", tariff -> ((ObjectNode) tariff.at(path)).put("unknown", 1));
            }
            object.forEachEntry((name, value) -> {
                var at = path + "/" + name;
                if (isRequired(path, name)) {
                    cases.add(at + " left out", tariff -> ((ObjectNode) tariff.at(path)).remove(name));
                }
                if (value.isString() && value.asString().matches("[A-Z_]{3,}|\\d\\d:\\d\\d|[\\d.]+") && !isFree(name)) {
                    cases.add(at + " wrong", tariff -> ((ObjectNode) tariff.at(path)).put(name, "Nope"));
                    cases.add(at + " of another type", tariff -> ((ObjectNode) tariff.at(path)).putObject(name));
                } else if (value.isInt()) {
                    cases.add(at + " of nothing", tariff -> ((ObjectNode) tariff.at(path)).put(name, 0));
                    cases.add(at + " too large", tariff -> ((ObjectNode) tariff.at(path)).put(name, 10_000_000));
                } else if (value instanceof ArrayNode) {
                    cases.add(at + " too long", tariff -> fill((ArrayNode) tariff.at(at)));
                }
                mutations(value, at, cases);
            });
        } else if (node instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                mutations(array.get(i), path + "/" + i, cases);
            }
        }
    }

    private static void fill(ArrayNode array) {
        var first = array.get(0);
        while (array.size() <= Tariff.SPECIAL_DATES_MAX) {
            array.add(first.deepCopy());
        }
    }

    private static boolean isFree(String name) {
        return Set.of("name", "vehicle").contains(name);
    }

    private static boolean isRequired(String path, String name) {
        var part = DOCUMENT;
        for (var each : path.split("/", -1)) {
            if (each.isEmpty()) {
                continue;
            }
            part = resolved(each.matches("\\d+") ? part.get("items") : property(part, each));
        }
        return texts(part.get("required")).contains(name);
    }

    private static JsonNode property(JsonNode part, String name) {
        var properties = part.get("properties");
        return properties == null || !properties.has(name) ? part.get("additionalProperties") : properties.get(name);
    }

    private static boolean isRead(JsonNode document) {
        try {
            var tariff = JSON.treeToValue(document, Tariff.class);
            return VALIDATOR.validate(tariff).isEmpty()
                    && Faults.of(tariff, "", "EUR").isEmpty();
        } catch (JacksonException wrong) {
            return false;
        }
    }

    private static Stream<Class<?>> records() {
        return Stream.concat(
                Stream.of(Tariff.class),
                Arrays.stream(Tariff.class.getDeclaredClasses()).filter(Class::isRecord));
    }

    private static JsonNode partOf(Class<?> type) {
        if (type == Tariff.class) {
            return DOCUMENT;
        }
        var name = type.getSimpleName();
        var part = DOCUMENT.get("$defs").get(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
        assertThat(part).as(name).isNotNull();
        return part;
    }

    /// A lost ticket has either a price or a time.
    private static boolean covered(Class<?> type, JsonNode tariff) {
        return Arrays.stream(type.getRecordComponents())
                .allMatch(each -> each.getName().equals("chargedFromClock")
                        || !tariff.findValues(name(each)).isEmpty());
    }

    private static String name(RecordComponent component) {
        var renamed = annotation(component, JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    private static <A extends java.lang.annotation.Annotation> @Nullable A annotation(
            RecordComponent component, Class<A> type) {
        try {
            return component
                    .getDeclaringRecord()
                    .getDeclaredField(component.getName())
                    .getAnnotation(type);
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Set<String> componentNames(Class<?> type) {
        var names = new TreeSet<String>();
        Arrays.stream(type.getRecordComponents()).forEach(each -> names.add(name(each)));
        return names;
    }

    private static Set<String> requiredNames(Class<?> type) {
        var names = new TreeSet<String>();
        Arrays.stream(type.getRecordComponents())
                .filter(each -> annotation(each, NotNull.class) != null)
                .forEach(each -> names.add(name(each)));
        return names;
    }

    private static Set<String> names(JsonNode properties) {
        return new TreeSet<>(properties.propertyNames());
    }

    private static Set<String> texts(@Nullable JsonNode array) {
        var texts = new TreeSet<String>();
        if (array != null) {
            array.valueStream().forEach(each -> texts.add(each.asString()));
        }
        return texts;
    }

    /// With what it refers to.
    private static JsonNode resolved(JsonNode part) {
        var reference = part.get("$ref");
        return reference == null
                ? part
                : resolved(DOCUMENT.at(reference.asString().substring(1)));
    }

    private static void assertAgrees(Class<?> type, RecordComponent component, JsonNode part) {
        var as = type.getSimpleName() + "." + component.getName();
        var resolved = resolved(part);
        var size = annotation(component, Size.class);
        if (component.getType() == List.class) {
            assertThat(resolved.get("type").asString()).as(as).isEqualTo("array");
            assertSize(as, resolved, "minItems", "maxItems", size);
            var element =
                    ((AnnotatedParameterizedType) component.getAnnotatedType()).getAnnotatedActualTypeArguments()[0];
            assertType(as, (Class<?>) element.getType(), element, resolved(resolved.get("items")));
        } else if (component.getType() == java.util.Map.class) {
            assertThat(resolved.get("maxProperties").asInt())
                    .isEqualTo(Objects.requireNonNull(size).max());
        } else {
            assertType(as, component.getType(), null, resolved);
            if (component.getType() == String.class && size != null) {
                assertSize(as, resolved, "minLength", "maxLength", size);
            }
            var min = annotation(component, Min.class);
            var max = annotation(component, Max.class);
            assertThat(resolved.has("minimum") ? resolved.get("minimum").asLong() : null)
                    .as(as)
                    .isEqualTo(min == null ? null : min.value());
            assertThat(resolved.has("maximum") ? resolved.get("maximum").asLong() : null)
                    .as(as)
                    .isEqualTo(max == null ? null : max.value());
        }
    }

    private static void assertType(String as, Class<?> type, @Nullable AnnotatedElement element, JsonNode part) {
        if (type.isEnum()) {
            assertThat(texts(part.get("enum")))
                    .as(as)
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(type.getEnumConstants())
                            .map(each -> ((Enum<?>) each).name())
                            .toList());
        } else if (type.isRecord() && type != TimeOfDay.class) {
            assertThat(part).as(as).isSameAs(partOf(type));
        } else if (type == Integer.class) {
            assertThat(part.get("type").asString()).as(as).isEqualTo("integer");
        } else if (type == Boolean.class) {
            assertThat(part.get("type").asString()).as(as).isEqualTo("boolean");
        } else {
            assertThat(part.get("type").asString()).as(as).isEqualTo("string");
            assertThat(type == BigDecimal.class && !part.has("pattern")).as(as).isFalse();
            if (element != null) {
                assertSize(as, part, "minLength", "maxLength", element.getAnnotation(Size.class));
            }
        }
    }

    private static void assertSize(String as, JsonNode part, String least, String most, @Nullable Size size) {
        assertThat(part.has(least) ? part.get(least).asInt() : 0).as(as).isEqualTo(size == null ? 0 : size.min());
        assertThat(part.has(most) ? part.get(most).asInt() : Integer.MAX_VALUE)
                .as(as)
                .isEqualTo(size == null ? Integer.MAX_VALUE : size.max());
    }

    private static List<Path> files(String folder) {
        try (var files = Files.list(Path.of(Objects.requireNonNull(TariffSchemaTest.class.getResource(folder))
                .toURI()))) {
            return files.sorted().toList();
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
