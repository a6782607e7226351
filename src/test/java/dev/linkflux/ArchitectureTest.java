package dev.linkflux;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The house keeps its shape: who may use whom, and what the pure chain knows nothing of. */
class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(Parts.BASE);

  private static final DescribedPredicate<JavaClass> IN_THE_CHAIN =
      describe("in the pure chain", Parts::inTheChain);

  private static final DescribedPredicate<JavaClass> PLAIN_JAVA =
      resideInAnyPackage("java..", "org.jspecify..")
          .and(
              not(
                  resideInAnyPackage(
                      "java.io..",
                      "java.lang.foreign..",
                      "java.net..",
                      "java.nio.channels..",
                      "java.nio.file..",
                      "java.util.concurrent..",
                      "java.util.logging..",
                      "java.util.random..")))
          .and(
              not(
                  belongToAnyOf(
                      Clock.class,
                      InstantSource.class,
                      Process.class,
                      ProcessBuilder.class,
                      Random.class,
                      Runtime.class,
                      SplittableRandom.class,
                      Thread.class,
                      ThreadLocal.class,
                      Timer.class)))
          .or(
              belongToAnyOf(
                  Serializable.class,
                  InetAddress.class,
                  Inet4Address.class,
                  Inet6Address.class,
                  UnknownHostException.class));

  /** When the minutes are that a crontab means: reckoning, as pure as the chain. */
  private static final DescribedPredicate<JavaClass> CALENDAR = resideInAPackage("com.cronutils..");

  private static final Set<String> NAME_SERVICE =
      Set.of(
          "getByName",
          "getAllByName",
          "getLocalHost",
          "getHostName",
          "getCanonicalHostName",
          "isReachable");

  @Test
  void everyPackageOfTheSourcesIsSeen() throws IOException {
    Set<String> seen =
        HOUSE.stream()
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(seen).isNotEmpty().containsExactlyInAnyOrderElementsOf(sourcePackages());
    assertThat(HOUSE.stream().map(Parts::of)).contains("time");
  }

  @Test
  void everyPackageHasItsPlace() {
    assertThat(HOUSE.stream().map(Parts::of).distinct())
        .allMatch(Parts::isKnown, "a part of the house");
  }

  @Test
  void everyPartUsesOnlyWhatItMay() {
    check(
        classes()
            .should(
                new ArchCondition<>("use only the parts that are before them") {
                  @Override
                  public void check(JavaClass type, ConditionEvents events) {
                    type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> !Parts.mayUse(type, dependency.getTargetClass()))
                        .forEach(
                            dependency ->
                                events.add(
                                    SimpleConditionEvent.violated(
                                        type, dependency.getDescription())));
                  }
                }));
  }

  @Test
  void noPackagesRunInACircle() {
    check(slices().matching(Parts.BASE + ".(**)").should().beFreeOfCycles());
  }

  @Test
  void theChainIsPlainJava() {
    check(
        classes()
            .that(IN_THE_CHAIN)
            .should()
            .onlyDependOnClassesThat(
                resideInAPackage(Parts.BASE + "..").or(PLAIN_JAVA).or(CALENDAR)));
  }

  @Test
  void theCalendarIsAskedInOnePlace() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Parts.BASE + ".decision.Crontab")
            .should()
            .dependOnClassesThat(CALENDAR));
  }

  @Test
  void theChainAsksNoClockNoDiceNoNameServiceAndNoEnvironment() {
    check(
        noClasses()
            .that(IN_THE_CHAIN)
            .should()
            .accessTargetWhere(access("the world outside", ArchitectureTest::asksTheWorld)));
  }

  @Test
  void publicClassesOfTheChainAreClosed() {
    check(
        classes()
            .that(IN_THE_CHAIN)
            .and()
            .arePublic()
            .and()
            .areNotInterfaces() // one that other packages implement cannot be sealed without
            // modules
            .should(
                new ArchCondition<>("be records, enums, final or sealed") {
                  @Override
                  public void check(JavaClass type, ConditionEvents events) {
                    Class<?> loaded = type.reflect();
                    boolean closed =
                        Modifier.isFinal(loaded.getModifiers())
                            || loaded.isEnum()
                            || loaded.isSealed();
                    events.add(
                        new SimpleConditionEvent(
                            type, closed, type.getName() + " can be extended by anybody"));
                  }
                }));
  }

  @Test
  void foreignFunctionsAreOnlyInKernel() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(Parts.BASE + ".kernel..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.foreign.."));
  }

  @Test
  void onlyTheCommandLineSubscribesAndBlocks() {
    var blocking =
        Set.of(
            "subscribe",
            "subscribeWith",
            "block",
            "blockFirst",
            "blockLast",
            "blockOptional",
            "toIterable",
            "toStream",
            "bindNow",
            "connectNow",
            "bindUntilJavaShutdown",
            "disposeNow");
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(Parts.BASE + ".cli..")
            .should()
            .accessTargetWhere(
                access(
                    "what subscribes or blocks",
                    (owner, name) -> isReactive(owner) && blocking.contains(name))));
  }

  @Test
  void onlyTheCommandLineNamesSchedulers() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(Parts.BASE + ".cli..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Schedulers.class));
  }

  @Test
  void nobodySleeps() {
    check(noClasses().should().callMethod(Thread.class, "sleep", long.class));
  }

  @Test
  void wallTimeDecidesNothing() {
    check(
        noClasses()
            .should()
            .accessTargetWhere(
                access(
                    "operators of the wall clock",
                    (owner, name) ->
                        isReactive(owner) && Set.of("elapsed", "timestamp").contains(name))));
  }

  @Test
  void schedulersAreAskedForNanosecondsOnly() {
    check(
        classes()
            .should(
                new ArchCondition<>("ask a scheduler for nanoseconds only") {
                  @Override
                  public void check(JavaClass type, ConditionEvents events) {
                    type.getCodeUnits().stream()
                        .filter(ArchitectureTest::asksASchedulerForAnotherUnit)
                        .forEach(
                            unit ->
                                events.add(
                                    SimpleConditionEvent.violated(unit, unit.getFullName())));
                  }
                }));
  }

  @Test
  void everyTypeIsNamedForItsPurpose() {
    check(
        noClasses()
            .should()
            .haveNameMatching(
                ".*(Utils?|Helpers?|Managers?|Impl|Base|Data|Infos?|Commons?)(\\$.*)?"));
  }

  @Test
  void everyPackageIsNullMarkedAndSaysWhatItIsFor() throws IOException {
    assertThat(HOUSE.stream().map(JavaClass::getPackage).distinct())
        .allMatch(it -> it.isAnnotatedWith(NullMarked.class), "marked by @NullMarked");
    for (JavaPackage each : HOUSE.stream().map(JavaClass::getPackage).collect(Collectors.toSet())) {
      Path charter =
          Path.of("src/main/java", each.getName().replace('.', '/'), "package-info.java");
      assertThat(charter).content().as("%s", charter).startsWith("/**");
    }
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(HOUSE);
  }

  private static boolean asksTheWorld(JavaClass owner, String name) {
    return switch (owner.getName()) {
      case "java.lang.System" -> !Set.of("arraycopy", "identityHashCode").contains(name);
      case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
      case "java.util.UUID" -> name.equals("randomUUID");
      case "java.net.InetAddress", "java.net.Inet4Address", "java.net.Inet6Address" ->
          NAME_SERVICE.contains(name);
      case String other -> other.startsWith("java.time.") && name.equals("now");
    };
  }

  private static boolean isReactive(JavaClass type) {
    return type.getPackageName().startsWith("reactor.")
        || type.getPackageName().startsWith("org.reactivestreams");
  }

  private static boolean asksASchedulerForAnotherUnit(JavaCodeUnit unit) {
    return unit.getMethodCallsFromSelf().stream()
            .anyMatch(
                call ->
                    call.getTargetOwner().isAssignableTo(Scheduler.class)
                        && call.getName().equals("now"))
        && unit.getFieldAccesses().stream()
            .anyMatch(
                field ->
                    field.getTargetOwner().isEquivalentTo(TimeUnit.class)
                        && !field.getName().equals("NANOSECONDS"));
  }

  private interface Target {
    boolean matches(JavaClass owner, String name);
  }

  private static DescribedPredicate<JavaAccess<?>> access(String description, Target target) {
    return describe(
        description, access -> target.matches(access.getTargetOwner(), access.getName()));
  }

  private static Set<String> sourcePackages() throws IOException {
    Path root = Path.of("src/main/java");
    try (var files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> root.relativize(file.getParent()).toString().replace('/', '.'))
          .collect(Collectors.toSet());
    }
  }
}
