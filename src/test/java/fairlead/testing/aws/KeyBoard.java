package fairlead.testing.aws;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Where pushed keys hang for 60 seconds, and a program for sshd that reads them. */
public final class KeyBoard {
  private static final Duration GOOD_FOR = Duration.ofSeconds(60);

  private final Path directory;
  private final Path program;
  private final AtomicInteger pushes = new AtomicInteger();
  private volatile Duration late = Duration.ZERO;

  public KeyBoard(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory.toAbsolutePath().resolve("keys"));
    program = directory.toAbsolutePath().resolve("pushed-keys");
    Files.writeString(
        program,
        """
        #!/bin/sh
        now=$(date +%%s)
        for key in '%s'/"$1".*; do
          [ -e "$key" ] && [ "${key##*.}" -gt "$now" ] && cat "$key"
        done
        exit 0
        """
            .formatted(this.directory));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A script for {@code sh}: prints the keys that its first argument may log in with now. */
  public Path program() {
    return program;
  }

  /** The next key, and no other, was pushed so long ago. */
  public void delayNext(Duration time) {
    late = time;
  }

  public int pushes() {
    return pushes.get();
  }

  /** A body of SendSSHPublicKey; answers what is wrong with it, or empty. */
  Optional<Fault> push(String body, List<Machine> machines) {
    JsonObject request = Json.createReader(new StringReader(body)).readObject();
    Optional<Machine> machine =
        machines.stream()
            .filter(one -> one.id().equals(request.getString("InstanceId")))
            .findFirst();
    if (machine.isEmpty()) {
      return Optional.of(new Fault(400, "EC2InstanceNotFoundException"));
    }
    if (!machine.get().state().equals("running")) {
      return Optional.of(new Fault(400, "EC2InstanceStateInvalidException"));
    }
    if (!request.getString("AvailabilityZone").equals(Machine.ZONE)
        || !request.getString("SSHPublicKey").startsWith("ssh-ed25519 ")) {
      return Optional.of(new Fault(400, "InvalidArgsException"));
    }
    long until = Instant.now().minus(late).plus(GOOD_FOR).getEpochSecond();
    late = Duration.ZERO;
    String name =
        request.getString("InstanceOSUser") + "." + pushes.incrementAndGet() + "." + until;
    try {
      Files.writeString(directory.resolve(name), request.getString("SSHPublicKey") + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.empty();
  }
}
