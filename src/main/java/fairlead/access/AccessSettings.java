package fairlead.access;

import fairlead.settings.Setting;
import fairlead.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of this package. */
@ApplicationScoped
public class AccessSettings {
  @Setting(
      name = "fairlead.access.origins",
      unit = "origins, separated by commas",
      check = OriginText.class)
  Optional<List<String>> origins;

  @Setting(name = "fairlead.access.without-origin", unit = "account names, separated by commas")
  Optional<List<String>> withoutOrigin;

  @Setting(
      name = "fairlead.access.sign-in-failures-account",
      defaultsTo = "5",
      unit = "attempts",
      min = "1",
      max = "1000")
  int signInFailuresAccount;

  @Setting(
      name = "fairlead.access.sign-in-failures-address",
      defaultsTo = "20",
      unit = "attempts",
      min = "1",
      max = "100000")
  int signInFailuresAddress;

  @Setting(name = "fairlead.access.sign-in-window", defaultsTo = "PT5M", min = "PT1S", max = "P1D")
  Duration signInWindow;

  @Setting(
      name = "fairlead.access.sockets-per-minute",
      defaultsTo = "120",
      unit = "sockets",
      min = "1",
      max = "1000000")
  int socketsPerMinute;

  @Setting(
      name = "fairlead.telemetry.trace-link",
      unit = "URL with {traceId}",
      check = TraceLinkText.class)
  Optional<String> traceLink;

  @Inject
  void read(Settings settings) {
    settings.fill(this);
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

  /** URL at which a trace is shown, with the placeholder {@code {traceId}}; never a script. */
  Optional<String> traceLink() {
    return traceLink;
  }
}
