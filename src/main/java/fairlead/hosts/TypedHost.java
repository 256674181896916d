package fairlead.hosts;

import fairlead.policy.Target;
import fairlead.ssh.Destination;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.login.KeyboardInteractive;
import fairlead.ssh.login.Password;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host that a person types by hand: {@code user@host}, {@code user@host:port}. */
final class TypedHost {
  // The last @ counts: accounts may have one. IPv6 addresses are in brackets.
  private static final Pattern TEXT =
      Pattern.compile(
          "(?<user>.+)@(?:\\[(?<literal>[^\\[\\]]+)]|(?<address>[^\\[\\]:@]+))(?::(?<port>[0-9]+))?");

  private TypedHost() {}

  /** Parses the text; empty if it is not such a host. */
  static Optional<Host> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    boolean literal = parts.group("literal") != null;
    String written = literal ? parts.group("literal") : parts.group("address");
    Optional<String> user = Fields.user(parts.group("user"));
    Optional<String> address = Fields.address(written.toLowerCase(Locale.ROOT));
    Optional<Integer> port =
        parts.group("port") == null ? Optional.of(22) : Fields.port(parts.group("port"));
    if (user.isEmpty() || address.isEmpty() || port.isEmpty()) {
      return Optional.empty();
    }
    String shown = literal ? "[" + address.get() + "]" : address.get();
    String name = user.get() + "@" + shown + (port.get() == 22 ? "" : ":" + port.get());
    return Optional.of(
        new Host(
            new Destination(
                name,
                address.get(),
                port.get(),
                user.get(),
                List.of(new KeyboardInteractive(), new Password()),
                HostKeyPolicy.ASK,
                true),
            Map.of(),
            Target.TYPED));
  }
}
