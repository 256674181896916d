package fairlead.files;

import fairlead.settings.Setting;
import fairlead.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** What of file transfer can be set (docs/CONFIGURATION.md). */
@ApplicationScoped
public class FilesSettings {
  @Setting(name = "fairlead.files.idle-timeout", defaultsTo = "PT10M", min = "PT1S", max = "P1D")
  Duration idleTimeout;

  @Setting(name = "fairlead.files.prompt-timeout", defaultsTo = "PT2M", min = "PT1S", max = "PT1H")
  Duration promptTimeout;

  @Setting(
      name = "fairlead.files.per-person",
      defaultsTo = "10",
      unit = "panels",
      min = "1",
      max = "10000")
  int perPerson;

  @Setting(
      name = "fairlead.files.overall",
      defaultsTo = "200",
      unit = "panels",
      min = "1",
      max = "100000")
  int overall;

  @Setting(
      name = "fairlead.files.transfers",
      defaultsTo = "4",
      unit = "transfers",
      min = "1",
      max = "64")
  int transfers;

  @Setting(
      name = "fairlead.files.list",
      defaultsTo = "50000",
      unit = "files",
      min = "1",
      max = "1000000")
  int list;

  @Setting(
      name = "fairlead.files.listing-memory",
      defaultsTo = "67108864",
      unit = "bytes",
      min = "1048576",
      max = "4294967296")
  long listingMemory;

  @Setting(
      name = "fairlead.files.slice",
      defaultsTo = "8388608",
      unit = "bytes",
      min = "4096",
      max = "1073741824")
  int slice;

  @Setting(
      name = "fairlead.files.part-age",
      defaultsTo = "P7D",
      min = "PT1S",
      max = "P366D",
      orZero = true)
  Duration partAge;

  @Setting(
      name = "fairlead.files.archive-files",
      defaultsTo = "100000",
      unit = "files",
      min = "1",
      max = "10000000")
  int archiveFiles;

  @Setting(
      name = "fairlead.files.waiting-per-panel",
      defaultsTo = "8",
      unit = "requests",
      min = "1",
      max = "1000")
  int waitingPerPanel;

  @Setting(
      name = "fairlead.files.waiting-per-person",
      defaultsTo = "40",
      unit = "requests",
      min = "1",
      max = "10000")
  int waitingPerPerson;

  @Setting(
      name = "fairlead.files.left-out",
      defaultsTo = "1000",
      unit = "lines",
      min = "1",
      max = "100000")
  int leftOut;

  @Setting(
      name = "fairlead.files.name-bytes",
      defaultsTo = "16777216",
      unit = "bytes",
      min = "65536",
      max = "268435456")
  long nameBytes;

  @Setting(
      name = "fairlead.files.requests",
      defaultsTo = "8",
      unit = "requests",
      min = "1",
      max = "1000")
  int requests;

  @Setting(
      name = "fairlead.files.requests-per-person",
      defaultsTo = "16",
      unit = "requests",
      min = "1",
      max = "10000")
  int requestsPerPerson;

  @Setting(
      name = "fairlead.files.view",
      defaultsTo = "262144",
      unit = "bytes",
      min = "1024",
      max = "4194304")
  int view;

  @Setting(name = "fairlead.files.replace-after", defaultsTo = "PT15S", min = "PT1S", max = "P1D")
  Duration replaceAfter;

  @Inject
  void read(Settings settings) {
    settings.fill(this);
  }

  /** After this time without a request a panel closes. */
  Duration idleTimeout() {
    return idleTimeout;
  }

  Duration promptTimeout() {
    return promptTimeout;
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

  /** The part of an upload that has not been continued for this time is removed; zero: never. */
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

  /** Lines of an archive's last entry, which names what is left out. */
  int leftOut() {
    return leftOut;
  }

  /** Bytes of memory that all listings may hold at once; see {@link ListingMemory}. */
  long listingMemory() {
    return listingMemory;
  }

  /** Bytes of the paths in one listing, and of those in one archive. */
  long nameBytes() {
    return nameBytes;
  }

  /** Requests of one panel that wait for its host. */
  int requests() {
    return requests;
  }

  /** Requests of one person that wait for hosts. */
  int requestsPerPerson() {
    return requestsPerPerson;
  }

  /** Bytes of a text file that are shown on the page. */
  int view() {
    return view;
  }

  /** After this time without a request a panel gives its place to another one of its person. */
  Duration replaceAfter() {
    return replaceAfter;
  }
}
