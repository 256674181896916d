package fairlead.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.ssh.FileException;
import fairlead.ssh.FileListing;
import fairlead.ssh.FileSession;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import fairlead.ssh.TransferSizes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A directory as a zip file, made while it is sent. Links are not followed, so that the archive is
 * finite and contains nothing from outside the directory. Files that cannot be read are left out
 * and listed in a last entry. The memory it uses is bounded, whatever the host answers.
 */
final class Archive {
  private static final String LEFT_OUT = "NOT-IN-THIS-ARCHIVE.txt";

  /**
   * A directory that is still to be read.
   *
   * @param name in the archive, with a slash at its end
   */
  private record Directory(RemotePath path, String name) {}

  private final FileSession session;
  private final RemotePath root;
  private final String rootName;
  private final FilesSettings settings;
  private final LeftOut leftOut;
  private final ListingMemory listings;
  private final String person;
  private int files;
  private long nameBytes;

  /**
   * @param name of the directory in the archive
   * @param person whose request it is
   */
  Archive(
      FileSession session,
      RemotePath root,
      String name,
      FilesSettings settings,
      ListingMemory listings,
      String person) {
    this.listings = listings;
    this.person = person;
    this.session = session;
    this.root = root;
    ArchiveNames top = new ArchiveNames();
    top.take(LEFT_OUT);
    this.rootName = top.take(name) + "/";
    this.settings = settings;
    this.leftOut = new LeftOut(settings.leftOut());
  }

  /** Writes the whole archive; does not close the stream. */
  void write(OutputStream to) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(to, UTF_8);
    // The network is the bottleneck, and better compression would take CPU time from terminals.
    zip.setLevel(Deflater.BEST_SPEED);
    Deque<Directory> directories = new ArrayDeque<>(List.of(new Directory(root, rootName)));
    try (ListingMemory.Lease ofDirectories = listings.lease(person)) {
      while (!directories.isEmpty()) {
        try (ListingMemory.Lease ofFiles = listings.lease(person)) {
          read(zip, directories.pop(), directories, ofFiles, ofDirectories);
        }
      }
    }
    String text = leftOut.text();
    if (!text.isEmpty()) {
      zip.putNextEntry(new ZipEntry(LEFT_OUT));
      zip.write(text.getBytes(UTF_8));
      zip.closeEntry();
    }
    zip.finish();
  }

  private void read(
      ZipOutputStream zip,
      Directory directory,
      Deque<Directory> directories,
      ListingMemory.Lease ofFiles,
      ListingMemory.Lease ofDirectories)
      throws IOException {
    FileListing listing;
    try {
      listing =
          session.list(directory.path(), settings.list(), ofFiles.within(settings.nameBytes()));
    } catch (FileException e) {
      leaveOut(directory.name(), e);
      return;
    }
    if (!listing.whole()) {
      leftOut.add(directory.name(), "more files than are listed");
    }
    if (listing.dropped() > 0) {
      leftOut.add(directory.name(), listing.dropped() + " with invalid names");
    }
    ArchiveNames names = new ArchiveNames();
    for (RemoteFile file : listing.files()) {
      String name = directory.name() + names.take(file.path().shownName());
      files++;
      nameBytes += name.length() + file.path().bytes().length();
      if (files > settings.archiveFiles()
          || nameBytes > settings.nameBytes()
          || (file.kind() == RemoteFile.Kind.DIRECTORY
              && !ofDirectories.take(name.length() + file.path().bytes().length()))) {
        leftOut.add(
            name, "the archive's file limit is reached; this file and all later ones are left out");
        directories.clear();
        return;
      }
      add(zip, file, name, directories);
    }
  }

  private void add(ZipOutputStream zip, RemoteFile file, String name, Deque<Directory> directories)
      throws IOException {
    switch (file.kind()) {
      case DIRECTORY -> {
        zip.putNextEntry(entry(file, name + "/"));
        zip.closeEntry();
        directories.push(new Directory(file.path(), name + "/"));
      }
      case FILE -> copy(zip, file, name);
      case LINK -> leftOut.add(name, "a link");
      case OTHER -> leftOut.add(name, "not a regular file");
    }
  }

  private void copy(ZipOutputStream zip, RemoteFile file, String name) throws IOException {
    try (InputStream in = session.read(file.path(), 0)) {
      byte[] buffer = new byte[TransferSizes.BUFFER];
      // Read before the entry is added, because some files can be opened but not read.
      int count = in.read(buffer);
      zip.putNextEntry(entry(file, name));
      while (count >= 0) {
        zip.write(buffer, 0, count);
        count = readOn(in, buffer, name);
      }
      zip.closeEntry();
    } catch (FileException e) {
      leaveOut(name, e);
    }
  }

  /**
   * Reads on. If that fails, the archive keeps the beginning of the file and lists it as
   * incomplete.
   */
  private int readOn(InputStream in, byte[] buffer, String name) throws IOException {
    try {
      return in.read(buffer);
    } catch (FileException e) {
      leaveOut(name + " (all but its beginning)", e);
      return -1;
    }
  }

  private void leaveOut(String name, FileException e) throws FileException {
    if (e.reason() == FileException.Reason.LOST) {
      throw e;
    }
    leftOut.add(name, e.getMessage());
  }

  private static ZipEntry entry(RemoteFile file, String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setLastModifiedTime(FileTime.from(file.modified()));
    return entry;
  }
}
