package fairlead;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import fairlead.ssh.Destination;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

/** The arrows of docs/ARCHITECTURE.md. */
@AnalyzeClasses(packages = "fairlead", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
  @ArchTest
  static final ArchRule packagesUseOnlyWhatTheyMay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("drain")
          .definedBy("fairlead.drain")
          .layer("terminal")
          .definedBy("fairlead.terminal")
          .layer("files")
          .definedBy("fairlead.files")
          .layer("admission")
          .definedBy("fairlead.admission")
          .layer("hosts")
          .definedBy("fairlead.hosts..")
          .layer("access")
          .definedBy("fairlead.access")
          .layer("policy")
          .definedBy("fairlead.policy")
          .whereLayer("policy")
          .mayOnlyBeAccessedByLayers("terminal", "files", "admission", "hosts")
          .layer("ssh")
          .definedBy("fairlead.ssh..")
          .layer("telemetry")
          .definedBy("fairlead.telemetry")
          .layer("health")
          .definedBy("fairlead.health")
          .layer("redis")
          .definedBy("fairlead.redis..")
          .layer("failure")
          .definedBy("fairlead.failure")
          .whereLayer("failure")
          .mayOnlyAccessLayers("ssh", "telemetry")
          .layer("yaml")
          .definedBy("fairlead.yaml")
          .whereLayer("yaml")
          .mayOnlyBeAccessedByLayers("hosts", "policy")
          .whereLayer("drain")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("terminal")
          .mayOnlyBeAccessedByLayers("drain")
          .whereLayer("files")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("admission")
          .mayOnlyBeAccessedByLayers("terminal", "files", "drain")
          .whereLayer("hosts")
          .mayOnlyBeAccessedByLayers("admission")
          .whereLayer("access")
          .mayOnlyBeAccessedByLayers("terminal", "files", "admission", "hosts", "policy", "drain")
          .whereLayer("ssh")
          .mayOnlyBeAccessedByLayers("terminal", "files", "admission", "hosts", "failure")
          .whereLayer("redis")
          .mayOnlyBeAccessedByLayers("access", "health")
          .whereLayer("health")
          .mayOnlyBeAccessedByLayers("drain", "terminal", "admission", "hosts", "access", "policy")
          .layer("builtin")
          .definedBy("fairlead.builtin")
          .layer("answers")
          .definedBy("fairlead.answers")
          .whereLayer("answers")
          .mayNotAccessAnyLayer()
          .whereLayer("answers")
          .mayOnlyBeAccessedByLayers("access", "builtin", "files", "terminal")
          .whereLayer("builtin")
          .mayOnlyAccessLayers("answers")
          .whereLayer("builtin")
          .mayOnlyBeAccessedByLayers("access")
          .layer("concurrent")
          .definedBy("fairlead.concurrent")
          .whereLayer("concurrent")
          .mayOnlyAccessLayers("telemetry")
          .layer("settings")
          .definedBy("fairlead.settings")
          .whereLayer("settings")
          .mayOnlyAccessLayers("telemetry")
          .whereLayer("telemetry")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule noCycles = slices().matching("fairlead.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule partsOfSshUseOnlyWhatTheyMay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("face")
          .definedBy("fairlead.ssh")
          .layer("login")
          .definedBy("fairlead.ssh.login")
          .layer("dial")
          .definedBy("fairlead.ssh.dial")
          .layer("sftp")
          .definedBy("fairlead.ssh.sftp")
          .layer("jsch")
          .definedBy("fairlead.ssh.jsch")
          .layer("hosts")
          .definedBy("fairlead.hosts..")
          .layer("others")
          .definedBy("fairlead.terminal", "fairlead.files", "fairlead.admission", "fairlead.drain")
          .whereLayer("jsch")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("sftp")
          .mayOnlyBeAccessedByLayers("jsch")
          .whereLayer("dial")
          .mayOnlyBeAccessedByLayers("jsch", "hosts")
          .whereLayer("login")
          .mayOnlyBeAccessedByLayers("jsch", "hosts")
          .whereLayer("face")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule onlySshKnowsJsch =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "fairlead.ssh.jsch", "fairlead.ssh.login", "fairlead.ssh.sftp", "com.jcraft.jsch")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.jcraft..")
          .because("another SSH library replaces these packages and nothing else");

  @ArchTest
  static final ArchRule onlyAdmissionAsksThePolicy =
      noClasses()
          .that()
          .resideOutsideOfPackages("fairlead.policy", "fairlead.admission")
          .and()
          // The list of what may be opened; opening one of them asks again.
          .doNotHaveFullyQualifiedName("fairlead.hosts.HostsResource")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("fairlead.policy.Policy")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("fairlead.policy.Permissions")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("fairlead.policy.Decision")
          .because("an entry point with a question of its own asks another one than the others");

  @ArchTest
  static final ArchRule onlyAdmissionOpensHosts =
      noClasses()
          .that()
          .resideOutsideOfPackages("fairlead.ssh..", "fairlead.admission")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("fairlead.ssh.Shells")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("fairlead.ssh.FileSessions")
          .orShould()
          .callMethod(Destination.class, "withUser", String.class)
          .because("a host is opened only for an admission, as the account that it grants");

  @ArchTest
  static final ArchRule beansAreGivenWhatTheyUseInTheirConstructor =
      noFields()
          .that()
          .areAnnotatedWith(Inject.class)
          .should()
          .beDeclaredInClassesThat()
          .areAnnotatedWith(ApplicationScoped.class)
          .because("a test makes them as CDI does, and no bean is made half");

  @ArchTest
  static final ArchRule settingsAreDeclared =
      noClasses()
          .that()
          .resideOutsideOfPackage("fairlead.settings")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.microprofile.config..")
          .because("what is read otherwise has no bounds and is not checked at the start");

  @ArchTest
  static final ArchRule queriesAreTakenAsText =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(Path.class)
          .should(
              ArchCondition.from(
                  describe(
                      "take queries and paths as text",
                      method ->
                          method.getParameters().stream()
                              .filter(
                                  one ->
                                      one.isAnnotatedWith(QueryParam.class)
                                          || one.isAnnotatedWith(PathParam.class))
                              .allMatch(one -> one.getRawType().isEquivalentTo(String.class)))))
          .because("what JAX-RS cannot convert it answers with 404 instead of 400");

  @ArchTest
  static final ArchRule onlyCertificatesKnowMina =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("fairlead.ssh.login.UserCertificate")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.sshd..")
          .because("there it is told to register no security providers, before it meets a key");

  @ArchTest
  static final ArchRule onlyRedisKnowsRedisson =
      noClasses()
          .that()
          .resideOutsideOfPackage("fairlead.redis..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.redisson..", "io.netty..");

  @ArchTest
  static final ArchRule onlyEc2KnowsAws =
      noClasses()
          .that()
          .resideOutsideOfPackage("fairlead.hosts.ec2")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..");

  @ArchTest
  static final ArchRule onlyTerminalAndAccessKnowSockets =
      noClasses()
          .that()
          .resideOutsideOfPackages("fairlead.terminal", "fairlead.access")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.websocket..");

  @ArchTest
  static final ArchRule loggersAreThePlatforms =
      noClasses()
          .that()
          .doNotHaveSimpleName("RedissonLog")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.logging..")
          .because(
              "Liberty's loggers keep the class that asked for them first, and a redeployed"
                  + " application gets the same loggers: System.Logger asks for itself");

  @ArchTest
  static final ArchRule onlyOneClassWritesToTheLog =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("fairlead.telemetry.Log")
          .and()
          // It passes what libraries log to Log.
          .haveNameNotMatching("fairlead\\.telemetry\\.LibraryLogs(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.System$Logger")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.slf4j..", "org.apache.commons.logging..", "com.ibm.websphere.ras..")
          .orShould()
          .callMethodWhere(
              target(name("log"))
                  .and(
                      target(
                          owner(
                              assignableTo("jakarta.servlet.ServletContext")
                                  .or(assignableTo("jakarta.servlet.GenericServlet"))
                                  .or(assignableTo("jakarta.servlet.GenericFilter"))))))
          .because("it makes outside text fit for a log line; the others print it as it is");

  /** docs/TRACING.md says that it can be copied into another application. */
  @ArchTest
  static final ArchRule tracingNeedsNothingOfFairlead =
      classes()
          .that()
          .resideInAPackage("fairlead.telemetry")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "fairlead.telemetry",
              "java..",
              "io.opentelemetry..",
              "jakarta.annotation..",
              "jakarta.enterprise..",
              "jakarta.inject..",
              "jakarta.interceptor..",
              "jakarta.servlet..",
              // The log, which also takes what libraries say.
              "org.slf4j..");

  /** The same, for another application with Redisson. */
  @ArchTest
  static final ArchRule tracingOfRedisNeedsNothingElseOfFairlead =
      classes()
          .that()
          .resideInAPackage("fairlead.redis.tracing")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "fairlead.redis.tracing",
                      "java..",
                      "io.opentelemetry..",
                      "io.netty..",
                      "org.redisson..")
                  .or(name("fairlead.telemetry.Log")));

  @ArchTest
  static final ArchRule nobodyPrints =
      noClasses()
          .that()
          .resideOutsideOfPackage("fairlead.demo")
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
          .orShould()
          .callMethodWhere(
              target(name("printStackTrace")).and(target(owner(assignableTo(Throwable.class)))))
          .orShould()
          .callMethodWhere(
              target(name("dumpStack")).and(target(owner(equivalentTo(Thread.class)))));

  @ArchTest
  static final ArchRule noDrawersForOddments =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..", "..service..", "..manager..", "..impl..", "..common..", "..model..");
}
