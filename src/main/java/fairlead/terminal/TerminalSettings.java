package fairlead.terminal;

import fairlead.access.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What of terminals can be set (docs/CONFIGURATION.md). */
@ApplicationScoped
public class TerminalSettings {
  @Inject
  @ConfigProperty(name = "fairlead.terminal.scrollback", defaultValue = "262144")
  int scrollback;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.scrollback-idle", defaultValue = "16384")
  int scrollbackIdle;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.input-credit", defaultValue = "262144")
  int inputCredit;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.hold", defaultValue = "PT30S")
  Duration hold;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.grace", defaultValue = "PT30M")
  Duration grace;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.grace.operator")
  Optional<Duration> graceOperator;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.grace.admin")
  Optional<Duration> graceAdmin;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.idle-timeout", defaultValue = "PT8H")
  Duration idleTimeout;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.maximum-time", defaultValue = "PT24H")
  Duration maximumTime;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.warning", defaultValue = "PT2M")
  Duration warning;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.per-person", defaultValue = "20")
  int perPerson;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.per-host", defaultValue = "200")
  int perHost;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.openings-per-host", defaultValue = "8")
  int openingsPerHost;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.openings-waiting", defaultValue = "100")
  int openingsWaiting;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.openings-wait", defaultValue = "PT30S")
  Duration openingsWait;

  @Inject
  @ConfigProperty(name = "fairlead.policy.check-interval", defaultValue = "PT1M")
  Duration checkInterval;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.overall", defaultValue = "1000")
  int overall;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.first-message-timeout", defaultValue = "PT5S")
  Duration firstMessageTimeout;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.prompt-timeout", defaultValue = "PT2M")
  Duration promptTimeout;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.ping-interval", defaultValue = "PT15S")
  Duration pingInterval;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.send-timeout", defaultValue = "PT60S")
  Duration sendTimeout;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.input-timeout", defaultValue = "PT5M")
  Duration inputTimeout;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.input-stalled", defaultValue = "PT2S")
  Duration inputStalled;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.message-size", defaultValue = "65536")
  int messageSize;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.plain-message-size", defaultValue = "16777216")
  int plainMessageSize;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.drain-on-stop", defaultValue = "PT20S")
  Duration drainOnStop;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.farewell", defaultValue = "PT5S")
  Duration farewell;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.on-sign-out", defaultValue = "END")
  OnSignOut onSignOut;

  @Inject
  @ConfigProperty(name = "fairlead.terminal.node", defaultValue = "local")
  String node;

  /** What becomes of the terminals of somebody who signs out. */
  enum OnSignOut {
    END,
    /** They run on for the grace time, as if the network had been lost. */
    KEEP
  }

  /**
   * What bounds one terminal.
   *
   * @param scrollback bytes of output held at most, a power of two
   * @param credit bytes of input that may wait for the host
   * @param hold how long output waits for a viewer that was lost
   */
  record Limits(int scrollback, int credit, Duration hold) {}

  Limits limits() {
    return new Limits(scrollback, inputCredit, hold);
  }

  /** How long a terminal outlives its browser: the longest of the person's roles. */
  Duration grace(Set<Role> roles) {
    Duration longest = Duration.ZERO;
    for (Role role : roles) {
      Duration one =
          switch (role) {
            case OPERATOR -> graceOperator.orElse(grace);
            case ADMIN -> graceAdmin.orElse(grace);
            case AUDITOR -> Duration.ZERO;
          };
      longest = one.compareTo(longest) > 0 ? one : longest;
    }
    return longest;
  }

  int scrollbackIdle() {
    return scrollbackIdle;
  }

  Duration idleTimeout() {
    return idleTimeout;
  }

  Duration maximumTime() {
    return maximumTime;
  }

  Duration warning() {
    return warning;
  }

  int perPerson() {
    return perPerson;
  }

  int perHost() {
    return perHost;
  }

  /** Shells that are being opened on one machine at once; the others wait. */
  int openingsPerHost() {
    return openingsPerHost;
  }

  int openingsWaiting() {
    return openingsWaiting;
  }

  Duration openingsWait() {
    return openingsWait;
  }

  /** How often it is asked whether what is open may go on. */
  Duration checkInterval() {
    return checkInterval;
  }

  int overall() {
    return overall;
  }

  Duration firstMessageTimeout() {
    return firstMessageTimeout;
  }

  Duration promptTimeout() {
    return promptTimeout;
  }

  Duration pingInterval() {
    return pingInterval;
  }

  Duration sendTimeout() {
    return sendTimeout;
  }

  Duration inputTimeout() {
    return inputTimeout;
  }

  Duration inputStalled() {
    return inputStalled;
  }

  int messageSize() {
    return messageSize;
  }

  int plainMessageSize() {
    return plainMessageSize;
  }

  /** How long people have when the server is told to stop. */
  Duration drainOnStop() {
    return drainOnStop;
  }

  /** How long browsers have to take what they were sent, before a server that stops closes them. */
  Duration farewell() {
    return farewell;
  }

  OnSignOut onSignOut() {
    return onSignOut;
  }

  String node() {
    return node;
  }
}
