package fairlead.files;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What of file transfer can be set (docs/CONFIGURATION.md). */
@ApplicationScoped
public class FilesSettings {
  @Inject
  @ConfigProperty(name = "fairlead.files.idle-timeout", defaultValue = "PT10M")
  Duration idleTimeout;

  @Inject
  @ConfigProperty(name = "fairlead.files.prompt-timeout", defaultValue = "PT2M")
  Duration promptTimeout;

  @Inject
  @ConfigProperty(name = "fairlead.policy.check-interval", defaultValue = "PT1M")
  Duration checkInterval;

  @Inject
  @ConfigProperty(name = "fairlead.files.per-person", defaultValue = "10")
  int perPerson;

  @Inject
  @ConfigProperty(name = "fairlead.files.overall", defaultValue = "200")
  int overall;

  @Inject
  @ConfigProperty(name = "fairlead.files.transfers", defaultValue = "4")
  int transfers;

  @Inject
  @ConfigProperty(name = "fairlead.files.list", defaultValue = "10000")
  int list;

  @Inject
  @ConfigProperty(name = "fairlead.files.slice", defaultValue = "8388608")
  int slice;

  @Inject
  @ConfigProperty(name = "fairlead.files.part-age", defaultValue = "P7D")
  Duration partAge;

  @Inject
  @ConfigProperty(name = "fairlead.files.archive-files", defaultValue = "100000")
  int archiveFiles;

  @Inject
  @ConfigProperty(name = "fairlead.files.waiting-per-panel", defaultValue = "8")
  int waitingPerPanel;

  @Inject
  @ConfigProperty(name = "fairlead.files.waiting-per-person", defaultValue = "40")
  int waitingPerPerson;

  /** The defaults, without a container. */
  @SuppressWarnings("UnnecessaryAssignment") // there is no framework then
  static FilesSettings defaults() {
    FilesSettings settings = new FilesSettings();
    settings.idleTimeout = Duration.ofMinutes(10);
    settings.promptTimeout = Duration.ofMinutes(2);
    settings.checkInterval = Duration.ofMinutes(1);
    settings.perPerson = 10;
    settings.overall = 200;
    settings.transfers = 4;
    settings.list = 10_000;
    settings.slice = 8 << 20;
    settings.partAge = Duration.ofDays(7);
    settings.archiveFiles = 100_000;
    settings.waitingPerPanel = 8;
    settings.waitingPerPerson = 40;
    return settings;
  }

  /** After this time without a request a panel closes. */
  Duration idleTimeout() {
    return idleTimeout;
  }

  Duration promptTimeout() {
    return promptTimeout;
  }

  /** How often people are looked at anew whose panels are open. */
  Duration checkInterval() {
    return checkInterval;
  }

  /** Panels of one person. */
  int perPerson() {
    return perPerson;
  }

  /** Panels of all people together. */
  int overall() {
    return overall;
  }

  /** Transfers of one panel at a time. */
  int transfers() {
    return transfers;
  }

  /** Files of a directory that are listed. */
  int list() {
    return list;
  }

  /** Bytes of one upload request, at most. */
  int slice() {
    return slice;
  }

  /** The part of an upload that nobody has gone on with for so long is removed; zero: never. */
  Duration partAge() {
    return partAge;
  }

  /** Files of one archive. */
  int archiveFiles() {
    return archiveFiles;
  }

  /** Requests that may wait for a change of one panel. */
  int waitingPerPanel() {
    return waitingPerPanel;
  }

  /** The same of all panels of one person. */
  int waitingPerPerson() {
    return waitingPerPerson;
  }
}
