package fairlead.terminal;

import fairlead.access.Role;
import fairlead.settings.Consistent;
import fairlead.settings.Setting;
import fairlead.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The settings of terminals (docs/CONFIGURATION.md). */
@ApplicationScoped
public class TerminalSettings implements Consistent {
  @Setting(
      name = "fairlead.terminal.scrollback",
      defaultsTo = "262144",
      unit = "bytes",
      min = "4096",
      max = "16777216",
      powerOfTwo = true)
  int scrollback;

  @Setting(
      name = "fairlead.terminal.scrollback-idle",
      defaultsTo = "16384",
      unit = "bytes",
      min = "1024",
      max = "16777216")
  int scrollbackIdle;

  @Setting(
      name = "fairlead.terminal.input-credit",
      defaultsTo = "262144",
      unit = "bytes",
      min = "4096",
      max = "16777216")
  int inputCredit;

  @Setting(
      name = "fairlead.terminal.hold",
      defaultsTo = "PT30S",
      min = "PT0.1S",
      max = "PT1H",
      orZero = true)
  Duration hold;

  @Setting(
      name = "fairlead.terminal.grace",
      defaultsTo = "PT30M",
      min = "PT1S",
      max = "P30D",
      orZero = true)
  Duration grace;

  @Setting(name = "fairlead.terminal.grace.operator", min = "PT1S", max = "P30D", orZero = true)
  Optional<Duration> graceOperator;

  @Setting(name = "fairlead.terminal.grace.admin", min = "PT1S", max = "P30D", orZero = true)
  Optional<Duration> graceAdmin;

  @Setting(
      name = "fairlead.terminal.idle-timeout",
      defaultsTo = "PT8H",
      min = "PT1M",
      max = "P30D",
      orZero = true)
  Duration idleTimeout;

  @Setting(
      name = "fairlead.terminal.maximum-time",
      defaultsTo = "PT24H",
      min = "PT1M",
      max = "P366D",
      orZero = true)
  Duration maximumTime;

  @Setting(
      name = "fairlead.terminal.warning",
      defaultsTo = "PT2M",
      min = "PT1S",
      max = "PT1H",
      orZero = true)
  Duration warning;

  @Setting(
      name = "fairlead.terminal.per-person",
      defaultsTo = "20",
      unit = "terminals",
      min = "1",
      max = "100000")
  int perPerson;

  @Setting(
      name = "fairlead.terminal.per-host",
      defaultsTo = "200",
      unit = "terminals",
      min = "1",
      max = "100000")
  int perHost;

  @Setting(
      name = "fairlead.terminal.openings-per-host",
      defaultsTo = "8",
      unit = "openings",
      min = "1",
      max = "1000")
  int openingsPerHost;

  @Setting(
      name = "fairlead.terminal.openings-waiting",
      defaultsTo = "100",
      unit = "openings",
      min = "0",
      max = "100000")
  int openingsWaiting;

  @Setting(
      name = "fairlead.terminal.openings-wait",
      defaultsTo = "PT30S",
      min = "PT1S",
      max = "PT10M")
  Duration openingsWait;

  @Setting(
      name = "fairlead.terminal.overall",
      defaultsTo = "1000",
      unit = "terminals",
      min = "1",
      max = "100000")
  int overall;

  @Setting(
      name = "fairlead.terminal.first-message-timeout",
      defaultsTo = "PT5S",
      min = "PT1S",
      max = "PT5M")
  Duration firstMessageTimeout;

  @Setting(
      name = "fairlead.terminal.prompt-timeout",
      defaultsTo = "PT2M",
      min = "PT1S",
      max = "PT1H")
  Duration promptTimeout;

  @Setting(
      name = "fairlead.terminal.ping-interval",
      defaultsTo = "PT15S",
      min = "PT1S",
      max = "PT10M")
  Duration pingInterval;

  @Setting(
      name = "fairlead.terminal.send-timeout",
      defaultsTo = "PT60S",
      min = "PT1S",
      max = "PT10M")
  Duration sendTimeout;

  @Setting(
      name = "fairlead.terminal.input-timeout",
      defaultsTo = "PT5M",
      min = "PT1S",
      max = "PT1H")
  Duration inputTimeout;

  @Setting(
      name = "fairlead.terminal.input-stalled",
      defaultsTo = "PT2S",
      min = "PT0.1S",
      max = "PT5M")
  Duration inputStalled;

  @Setting(
      name = "fairlead.terminal.message-size",
      defaultsTo = "65536",
      unit = "bytes",
      min = "32768",
      max = "1048576")
  int messageSize;

  @Setting(
      name = "fairlead.terminal.plain-message-size",
      defaultsTo = "1048576",
      unit = "bytes",
      min = "1024",
      max = "16777216")
  int plainMessageSize;

  @Setting(
      name = "fairlead.terminal.drain-on-stop",
      defaultsTo = "PT20S",
      min = "PT1S",
      max = "PT1H",
      orZero = true)
  Duration drainOnStop;

  @Setting(
      name = "fairlead.terminal.farewell",
      defaultsTo = "PT5S",
      min = "PT0.1S",
      max = "PT1M",
      orZero = true)
  Duration farewell;

  @Setting(name = "fairlead.terminal.on-sign-out", defaultsTo = "end")
  OnSignOut onSignOut;

  @Setting(name = "fairlead.terminal.node", defaultsTo = "local")
  String node;

  @Inject
  void read(Settings settings) {
    settings.fill(this);
  }

  /** What happens to a person's terminals when they sign out. */
  enum OnSignOut {
    END,
    /** They continue for the grace time, as after a lost connection. */
    KEEP
  }

  /**
   * The limits of one terminal.
   *
   * @param scrollback maximum bytes of output held, a power of two
   * @param credit bytes of input that may wait for the host
   * @param hold how long output is held for a viewer that was lost
   */
  record Limits(int scrollback, int credit, Duration hold) {}

  Limits limits() {
    return new Limits(scrollback, inputCredit, hold);
  }

  /** The grace time: the longest of those of the person's roles. */
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

  /** Maximum number of shells being opened on one machine at once; the others wait. */
  int openingsPerHost() {
    return openingsPerHost;
  }

  int openingsWaiting() {
    return openingsWaiting;
  }

  Duration openingsWait() {
    return openingsWait;
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

  /** How long people have to finish when the server receives SIGTERM. */
  public Duration drainOnStop() {
    return drainOnStop;
  }

  /**
   * How long browsers have to receive the last output before a stopping server closes their
   * sockets.
   */
  public Duration farewell() {
    return farewell;
  }

  OnSignOut onSignOut() {
    return onSignOut;
  }

  String node() {
    return node;
  }

  @Override
  public List<String> contradictions() {
    return scrollbackIdle > scrollback
        ? List.of("fairlead.terminal.scrollback-idle is larger than fairlead.terminal.scrollback")
        : List.of();
  }
}
