package fairlead.files;

import fairlead.ssh.FileListing;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.core.StreamingOutput;

/** A listed directory as JSON for the page (docs/FILES.md). */
final class ListingJson {
  private ListingJson() {}

  /**
   * Written entry by entry, and not with JSON-B: there may be 100,000 entries, whose records and
   * text would take the memory that {@link ListingMemory} has counted once more.
   */
  static StreamingOutput of(RemotePath directory, FileListing listing) {
    return to -> {
      try (JsonGenerator json = Json.createGenerator(to)) {
        json.writeStartObject()
            .write("path", directory.uri())
            .write("shown", directory.shown())
            .write("whole", listing.whole())
            .writeStartArray("entries");
        for (RemoteFile file : listing.files()) {
          Entry entry = Entry.of(file);
          json.writeStartObject()
              .write("name", entry.name())
              .write("path", entry.path())
              .write("kind", entry.kind())
              .write("size", entry.size())
              .write("modified", entry.modified().toString())
              .write("mode", entry.mode())
              .writeEnd();
        }
        json.writeEnd().writeEnd();
      }
    };
  }
}
