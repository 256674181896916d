package fairlead.policy;

import fairlead.access.Person;
import fairlead.policy.Decision.Denied;
import fairlead.policy.Decision.Part;
import fairlead.yaml.YamlFile;
import fairlead.yaml.YamlSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Who may open what: {@code policy.yaml}, read again whenever it changes (docs/ACCESS.md). What no
 * rule allows is denied. If the file becomes invalid, the last valid rules stay in force and {@link
 * #problem} says so; if it was never valid, everything is denied.
 */
@ApplicationScoped
public class Policy {
  /**
   * The rule that applies without a file: everyone with a role that opens terminals may open every
   * listed host as its configured account.
   */
  static final Rule BUILT_IN =
      new Rule(
          "built-in",
          List.of(),
          List.of(new Glob("*")),
          List.of(new Glob("*")),
          Map.of(),
          List.of(),
          false,
          List.of(new Glob(Rule.CONFIGURED)),
          List.of(),
          Limits.none());

  private YamlFile<List<Rule>> file;
  private Clock clock;

  /** For the CDI container. */
  protected Policy() {}

  @Inject
  Policy(PolicySettings settings, YamlSettings files) {
    this(settings, files, System::nanoTime, Clock.systemUTC());
  }

  Policy(PolicySettings settings, YamlSettings files, LongSupplier nanoTime, Clock clock) {
    String name = Objects.toString(settings.policyFile().getFileName());
    this.file =
        new YamlFile<>(
            settings.policyFile(),
            settings.policyRequired() ? List.of() : List.of(BUILT_IN),
            text -> new PolicyYaml(name).rules(text),
            files.checkInterval(),
            nanoTime);
    this.clock = clock;
  }

  public Decision decide(Person person, Target target) {
    if (!usable()) {
      return new Denied(
          "",
          Part.POLICY,
          problem().orElse(""),
          "The access policy cannot be read, so nothing can be opened. Tell an administrator.");
    }
    return of(person).decide(target);
  }

  /** What this person may open now, for many questions at once. */
  public Permissions of(Person person) {
    return new Permissions(person, usable() ? file.now().value() : List.of(), clock.instant());
  }

  /** What is wrong with the file, as a sentence for administrators, or empty. */
  public Optional<String> problem() {
    return file.now().problem();
  }

  /** False while there is a file that has never been valid. */
  boolean usable() {
    return file.now().usable();
  }
}
