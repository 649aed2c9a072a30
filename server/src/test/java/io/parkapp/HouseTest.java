package io.parkapp;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.parkapp.accounts.Public;
import io.parkapp.accounts.RequiresPermission;
import io.parkapp.accounts.SignedIn;
import io.parkapp.platform.Idempotent;
import io.parkapp.platform.Reason;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Repository;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// The rules of the house that a machine can keep.
@ParkappTest
class HouseTest {
    private static final List<Class<? extends Annotation>> DOORS =
            List.of(Public.class, SignedIn.class, RequiresPermission.class);

    /// Names that say nothing of what a class is for.
    private static final String BANNED_NAMES =
            ".*(Impl|Manager|Helper|Util|Utils|Dto|DTO|Mapper|Entity|ServiceInterface)|(Base|Abstract)[A-Z].*";

    /// By method: why sending it again under the same key needs no remembered answer.
    private static final Map<String, String> NOT_IDEMPOTENT = Map.ofEntries(
            Map.entry("priceTariff", "stores nothing"),
            Map.entry("tariffCurve", "stores nothing"),
            Map.entry("checkTariff", "stores nothing"),
            Map.entry("register", "nobody is signed in yet; a second one finds the address taken"),
            Map.entry("login", "gives out secrets, which are not stored"),
            Map.entry("refresh", "gives out secrets, which are not stored; a second use must end the session"),
            Map.entry("logout", "ending twice is ending"),
            Map.entry("askForPasswordReset", "nobody is signed in; how many mails go out is limited"),
            Map.entry("pay", "calls the provider, under the charge's own key"),
            Map.entry("receiveEvent", "the provider's event has an id, and is applied once"),
            Map.entry("resetPassword", "changes a secret, which is not stored; the link works once"),
            Map.entry("unsubscribe", "nobody is signed in; ending twice is ending"),
            Map.entry("confirmEmail", "nobody is signed in; confirming twice is confirming"),
            Map.entry("askForEmailConfirmation", "how many mails go out is limited"));

    /// Interfaces with one implementation, and what they are for.
    private static final Map<String, String> SEAMS =
            Map.of("io.parkapp.payments.PaymentProvider", "Stripe beside the sandbox");

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.parkapp");

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
        assertThat(endpoints())
                .hasSizeGreaterThan(10)
                .allSatisfy(method -> assertThat(doors(method))
                        .as("exactly one of @Public, @SignedIn and @RequiresPermission on %s", method)
                        .hasSize(1));
    }

    @Test
    void every_post_can_be_sent_twice_or_says_here_why_not() {
        var posts = mapping.getHandlerMethods().entrySet().stream()
                .filter(each -> each.getKey().getMethodsCondition().getMethods().contains(RequestMethod.POST))
                .filter(each -> each.getKey().getPatternValues().stream().anyMatch(path -> path.startsWith("/api/")))
                .map(Map.Entry::getValue)
                .filter(each -> !isForeign(each.getBeanType()))
                .toList();
        assertThat(posts)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.hasMethodAnnotation(Idempotent.class))
                        .as("@Idempotent on %s, or a reason in this test", each)
                        .isNotEqualTo(
                                NOT_IDEMPOTENT.containsKey(each.getMethod().getName())));
    }

    @Test
    void names_say_what_a_class_is_for() {
        noClasses()
                .should()
                .haveNameMatching("io\\.parkapp\\.(\\w+\\.)*(" + BANNED_NAMES + ")")
                .check(OURS);
    }

    @Test
    void controllers_and_repositories_are_nobody_else_s() {
        classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .or()
                .areAnnotatedWith(Repository.class)
                .should()
                .bePackagePrivate()
                .check(OURS);
    }

    @Test
    void an_interface_has_several_implementations_or_one_in_another_module() {
        classes()
                .that()
                .areInterfaces()
                .and()
                .areNotAnnotations()
                .should(notHaveASingleImplementationBesideIt())
                .check(OURS);
    }

    @Test
    void time_is_asked_of_the_clock_that_tests_can_push() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.parkapp.platform")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .check(OURS);
    }

    @Test
    void sql_goes_through_one_client_and_stands_in_repositories() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.parkapp.platform", "io.parkapp.demo")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(JdbcOperations.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(NamedParameterJdbcOperations.class)
                .check(OURS);
        noClasses()
                .that(resideOutsideOfPackages(
                                "io.parkapp", "io.parkapp.platform", "io.parkapp.demo", "io.parkapp.audit")
                        .and(haveNoRepositoryAround()))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(JdbcClient.class)
                .check(OURS);
    }

    @Test
    void every_module_lists_its_reasons_in_one_enum() {
        var reasons = OURS.stream()
                .filter(each -> each.isAssignableTo(Reason.class) && each.isEnum())
                .collect(toSet());
        assertThat(reasons).extracting(JavaClass::getPackageName).doesNotHaveDuplicates();
    }

    private Set<HandlerMethod> endpoints() {
        return mapping.getHandlerMethods().values().stream()
                .filter(each -> !isForeign(each.getBeanType()))
                .collect(toSet());
    }

    /// The documentation's own endpoints and the page of errors.
    private static boolean isForeign(Class<?> controller) {
        return controller.getPackageName().startsWith("org.springdoc.")
                || ErrorController.class.isAssignableFrom(controller);
    }

    private static List<Class<? extends Annotation>> doors(HandlerMethod method) {
        return DOORS.stream().filter(method::hasMethodAnnotation).toList();
    }

    private static DescribedPredicate<JavaClass> haveNoRepositoryAround() {
        return DescribedPredicate.describe(
                "are no repositories",
                each -> !each.isAnnotatedWith(Repository.class)
                        && each.getEnclosingClass()
                                .filter(around -> around.isAnnotatedWith(Repository.class))
                                .isEmpty());
    }

    private static ArchCondition<JavaClass> notHaveASingleImplementationBesideIt() {
        return new ArchCondition<>("not have a single implementation, in its own module") {
            @Override
            public void check(JavaClass contract, ConditionEvents events) {
                var implementations = contract.getAllSubclasses().stream()
                        .filter(each -> !each.getModifiers().contains(JavaModifier.ABSTRACT) || each.isEnum())
                        .toList();
                var isAlone = implementations.size() == 1
                        && implementations.getFirst().getPackageName().equals(contract.getPackageName());
                var isFine = !isAlone || SEAMS.containsKey(contract.getName());
                events.add(new SimpleConditionEvent(contract, isFine, contract.getName() + " has one implementation"));
            }
        };
    }
}
