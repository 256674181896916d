package fairlead.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The settings of this package. */
@ApplicationScoped
public class AccessSettings {
  @Inject
  @ConfigProperty(name = "fairlead.access.origins")
  Optional<List<String>> origins;

  @Inject
  @ConfigProperty(name = "fairlead.access.without-origin")
  Optional<List<String>> withoutOrigin;

  @Inject
  @ConfigProperty(name = "fairlead.access.sign-in-failures-account", defaultValue = "5")
  int signInFailuresAccount;

  @Inject
  @ConfigProperty(name = "fairlead.access.sign-in-failures-address", defaultValue = "20")
  int signInFailuresAddress;

  @Inject
  @ConfigProperty(name = "fairlead.access.sign-in-window", defaultValue = "PT5M")
  Duration signInWindow;

  @Inject
  @ConfigProperty(name = "fairlead.access.sockets-per-minute", defaultValue = "120")
  int socketsPerMinute;

  @Inject
  @ConfigProperty(name = "fairlead.directory", defaultValue = ".")
  String directory;

  @Inject
  @ConfigProperty(name = "fairlead.policy.file", defaultValue = "policy.yaml")
  String policyFile;

  @Inject
  @ConfigProperty(name = "fairlead.policy.required", defaultValue = "false")
  boolean policyRequired;

  @Inject
  @ConfigProperty(name = "fairlead.addresses.allowed")
  Optional<List<String>> addressesAllowed;

  @Inject
  @ConfigProperty(name = "fairlead.addresses.refused")
  Optional<List<String>> addressesRefused;

  // fairlead.terminal keeps these two; here they are only told to the page.
  @Inject
  @ConfigProperty(name = "fairlead.terminal.ping-interval", defaultValue = "PT15S")
  Duration pingInterval;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.per-person", defaultValue = "20")
  int terminalsMaximum;

  @Inject
  @ConfigProperty(name = "fairlead.telemetry.trace-link")
  Optional<String> traceLink;

  /** The defaults, without a container. */
  @SuppressWarnings("UnnecessaryAssignment") // there is no framework then
  static AccessSettings defaults() {
    AccessSettings settings = new AccessSettings();
    settings.origins = Optional.empty();
    settings.withoutOrigin = Optional.empty();
    settings.signInFailuresAccount = 5;
    settings.signInFailuresAddress = 20;
    settings.signInWindow = Duration.ofMinutes(5);
    settings.socketsPerMinute = 120;
    settings.directory = ".";
    settings.policyFile = "policy.yaml";
    settings.policyRequired = false;
    settings.addressesAllowed = Optional.empty();
    settings.addressesRefused = Optional.empty();
    settings.pingInterval = Duration.ofSeconds(15);
    settings.terminalsMaximum = 20;
    settings.traceLink = Optional.empty();
    return settings;
  }

  /** Origins besides the server's own, such as {@code https://shell.example.com}. */
  List<String> origins() {
    return origins.orElse(List.of());
  }

  /** Accounts of programs that may open sockets without an Origin; browsers always send one. */
  List<String> withoutOrigin() {
    return withoutOrigin.orElse(List.of());
  }

  int signInFailuresAccount() {
    return signInFailuresAccount;
  }

  int signInFailuresAddress() {
    return signInFailuresAddress;
  }

  Duration signInWindow() {
    return signInWindow;
  }

  /** Sockets that one person may open within a minute. */
  int socketsPerMinute() {
    return socketsPerMinute;
  }

  Path policyFile() {
    return Path.of(directory).resolve(policyFile);
  }

  /** Whether nothing is allowed while there is no policy file. */
  boolean policyRequired() {
    return policyRequired;
  }

  /** Networks that may be dialled although they are refused by default. */
  List<Network> addressesAllowed() {
    return networks("fairlead.addresses.allowed", addressesAllowed);
  }

  /** Networks that must not be dialled besides those that are refused by default. */
  List<Network> addressesRefused() {
    return networks("fairlead.addresses.refused", addressesRefused);
  }

  private static List<Network> networks(String name, Optional<List<String>> texts) {
    return texts.orElse(List.of()).stream()
        .map(
            text ->
                Network.parse(text)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "%s: \"%s\" (expected: %s)"
                                    .formatted(name, text, Network.EXPECTED))))
        .toList();
  }

  Duration pingInterval() {
    return pingInterval;
  }

  int terminalsMaximum() {
    return terminalsMaximum;
  }

  /** Where a trace can be looked at, with {@code {traceId}} in it; never a script. */
  Optional<String> traceLink() {
    return traceLink.filter(AccessSettings::isTraceLink);
  }

  static boolean isTraceLink(String text) {
    return text.matches("https?://\\S+") && text.contains("{traceId}");
  }
}
