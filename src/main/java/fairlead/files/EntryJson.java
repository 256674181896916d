package fairlead.files;

import fairlead.ssh.FileListing;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Locale;

/** Files as JSON for the page (docs/FILES.md). */
final class EntryJson {
  private EntryJson() {}

  static JsonObject of(RemoteFile file) {
    return Json.createObjectBuilder()
        .add("name", file.path().shownName())
        .add("path", file.path().uri())
        .add("kind", kind(file))
        .add("size", file.size())
        .add("modified", file.modified().toString())
        .add("mode", file.mode())
        .build();
  }

  /** A directory, written entry by entry because there may be many. */
  static StreamingOutput of(RemotePath directory, FileListing listing) {
    return to -> {
      try (JsonGenerator json = Json.createGenerator(to)) {
        json.writeStartObject()
            .write("path", directory.uri())
            .write("shown", directory.shown())
            .write("whole", listing.whole())
            .writeStartArray("entries");
        for (RemoteFile file : listing.files()) {
          json.writeStartObject()
              .write("name", file.path().shownName())
              .write("path", file.path().uri())
              .write("kind", kind(file))
              .write("size", file.size())
              .write("modified", file.modified().toString())
              .write("mode", file.mode())
              .writeEnd();
        }
        json.writeEnd().writeEnd();
      }
    };
  }

  private static String kind(RemoteFile file) {
    return file.kind().name().toLowerCase(Locale.ROOT);
  }
}
