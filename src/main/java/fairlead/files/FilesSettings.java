package fairlead.files;

import fairlead.settings.Consistent;
import fairlead.settings.Setting;
import fairlead.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The settings of file panels and transfers (docs/CONFIGURATION.md). */
@ApplicationScoped
public class FilesSettings implements Consistent {
  @Setting(name = "fairlead.files.idle-timeout", defaultsTo = "PT10M", min = "PT1M", max = "P1D")
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

  /** Idle time after which a panel is closed. */
  Duration idleTimeout() {
    return idleTimeout;
  }

  Duration promptTimeout() {
    return promptTimeout;
  }

  /** Maximum number of panels of one person. */
  int perPerson() {
    return perPerson;
  }

  /** Maximum number of panels of all people together. */
  int overall() {
    return overall;
  }

  /** Maximum number of transfers of one panel at a time. */
  int transfers() {
    return transfers;
  }

  /** Maximum number of entries listed of a directory. */
  int list() {
    return list;
  }

  /** Maximum size of a slice (one upload request), in bytes. */
  int slice() {
    return slice;
  }

  /** Age after which the part of an upload that was not continued is removed; zero: never. */
  Duration partAge() {
    return partAge;
  }

  /** Maximum number of files in one archive. */
  int archiveFiles() {
    return archiveFiles;
  }

  /** Maximum number of requests that wait for a change of one panel. */
  int waitingPerPanel() {
    return waitingPerPanel;
  }

  /** Maximum number of requests that wait for a change of any panel of one person. */
  int waitingPerPerson() {
    return waitingPerPerson;
  }

  /** Maximum number of lines in an archive's last entry, which lists what is left out. */
  int leftOut() {
    return leftOut;
  }

  /** Maximum memory of all listings together, in bytes; see {@link ListingMemory}. */
  long listingMemory() {
    return listingMemory;
  }

  /** Maximum total length of the paths in one listing or one archive, in bytes. */
  long nameBytes() {
    return nameBytes;
  }

  /** Maximum number of requests of one panel that wait for its host. */
  int requests() {
    return requests;
  }

  /** Maximum number of requests of one person that wait for hosts. */
  int requestsPerPerson() {
    return requestsPerPerson;
  }

  /** Maximum number of bytes of a text file that the page shows. */
  int view() {
    return view;
  }

  /** Idle time after which a panel is closed if its person opens another one beyond their limit. */
  Duration replaceAfter() {
    return replaceAfter;
  }

  @Override
  public List<String> contradictions() {
    List<String> found = new ArrayList<>();
    long heap = Runtime.getRuntime().maxMemory();
    if (listingMemory > heap) {
      found.add("fairlead.files.listing-memory is larger than the heap, " + heap + " bytes");
    }
    if (nameBytes > heap) {
      found.add("fairlead.files.name-bytes is larger than the heap, " + heap + " bytes");
    }
    return found;
  }
}
