package fairlead.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.ssh.FileException;
import fairlead.ssh.FileSession;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A directory as a zip file, made while it is sent. Links are not followed, so that it ends and
 * stays within the directory. What cannot be read is left out and named in a last entry: an archive
 * that lacks something says so.
 */
final class Archive {
  private static final String LEFT_OUT = "NOT-IN-THIS-ARCHIVE.txt";

  private final FileSession session;
  private final RemotePath root;
  private final int most;
  private final int list;
  private final Set<String> names = new HashSet<>();
  private final List<String> leftOut = new ArrayList<>();

  /**
   * @param most files in it
   * @param list files of one directory
   */
  Archive(FileSession session, RemotePath root, int most, int list) {
    this.session = session;
    this.root = root;
    this.most = most;
    this.list = list;
  }

  /** Writes it all; closes nothing. */
  void write(OutputStream to) throws IOException, FileException {
    ZipOutputStream zip = new ZipOutputStream(to, UTF_8);
    // Most of the time goes into the network, and deflating at leisure would slow terminals down.
    zip.setLevel(Deflater.BEST_SPEED);
    Deque<RemotePath> directories = new ArrayDeque<>(List.of(root));
    while (!directories.isEmpty()) {
      RemotePath directory = directories.pop();
      try {
        for (RemoteFile file : session.list(directory, list)) {
          add(zip, file, directories);
        }
      } catch (FileException e) {
        leaveOut(directory, e);
      }
    }
    if (!leftOut.isEmpty()) {
      zip.putNextEntry(new ZipEntry(free(LEFT_OUT)));
      zip.write((String.join("\n", leftOut) + "\n").getBytes(UTF_8));
      zip.closeEntry();
    }
    zip.finish();
  }

  private void add(ZipOutputStream zip, RemoteFile file, Deque<RemotePath> directories)
      throws IOException, FileException {
    if (names.size() >= most) {
      leftOut.add(name(file.path()) + ": an archive holds at most " + most + " files");
      directories.clear();
      return;
    }
    switch (file.kind()) {
      case DIRECTORY -> {
        zip.putNextEntry(entry(file, free(name(file.path())) + "/"));
        zip.closeEntry();
        directories.push(file.path());
      }
      case FILE -> copy(zip, file);
      case LINK -> leftOut.add(name(file.path()) + ": a link");
      case OTHER -> leftOut.add(name(file.path()) + ": not a regular file");
    }
  }

  private void copy(ZipOutputStream zip, RemoteFile file) throws IOException, FileException {
    try (InputStream in = session.read(file.path(), 0)) {
      zip.putNextEntry(entry(file, free(name(file.path()))));
      in.transferTo(zip);
      zip.closeEntry();
    } catch (FileException e) {
      leaveOut(file.path(), e);
    }
  }

  private void leaveOut(RemotePath path, FileException e) throws FileException {
    if (e.reason() == FileException.Reason.LOST) {
      throw e;
    }
    leftOut.add(name(path) + ": " + e.getMessage());
  }

  private static ZipEntry entry(RemoteFile file, String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setLastModifiedTime(FileTime.from(file.modified()));
    return entry;
  }

  /** Within the archive; the directory itself is its first part. */
  private String name(RemotePath path) {
    String below = path.shown().substring(root.parent().shown().length());
    return below.startsWith("/") ? below.substring(1) : below;
  }

  /** Names that are no text can look the same. */
  private String free(String name) {
    String free = name;
    for (int i = 2; !names.add(free); i++) {
      free = name + " (" + i + ")";
    }
    return free;
  }
}
