package fairlead.redis.tracing;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.redisson.client.protocol.CommandData;
import org.redisson.client.protocol.CommandsData;

/**
 * One command, or several that are sent to Redis together.
 *
 * @param name {@code SET}, or {@code PIPELINE SET}, {@code MULTI} and the like
 * @param commands one or more
 * @param done completed by the reply
 */
record Operation(String name, List<CommandData<?, ?>> commands, CompletableFuture<?> done) {
  private static final int SHOWN = 16;

  /** The operation that passes through the pipeline as this object, or null. */
  static Operation of(Object message) {
    if (message instanceof CommandData<?, ?> command) {
      return new Operation(name(command), List.of(command), command.getPromise());
    }
    if (!(message instanceof CommandsData several)) {
      return null;
    }
    List<CommandData<?, ?>> commands =
        several.getCommands().stream().filter(one -> !frames(one)).toList();
    if (commands.size() == 1) {
      return new Operation(name(commands.get(0)), commands, several.getPromise());
    }
    String prefix = several.isAtomic() ? "MULTI" : "PIPELINE";
    List<String> names = commands.stream().map(Operation::name).distinct().toList();
    return new Operation(
        names.size() == 1 ? prefix + " " + names.get(0) : prefix, commands, several.getPromise());
  }

  boolean isBatch() {
    return commands.size() > 1;
  }

  String text(CommandText text) {
    String shown =
        commands.stream()
            .limit(SHOWN)
            .map(one -> text.of(name(one), one.getParams()))
            .collect(Collectors.joining("; "));
    return commands.size() > SHOWN ? shown + "; …" : shown;
  }

  int arguments() {
    return commands.stream().mapToInt(one -> one.getParams().length).sum();
  }

  private static String name(CommandData<?, ?> command) {
    String name = command.getCommand().getName().toUpperCase(Locale.ROOT);
    String rest = command.getCommand().getSubName();
    return rest == null ? name : name + " " + rest.toUpperCase(Locale.ROOT);
  }

  /** Whether this is MULTI or EXEC, which only enclose the commands of a transaction. */
  private static boolean frames(CommandData<?, ?> command) {
    String name = command.getCommand().getName();
    return name.equals("MULTI") || name.equals("EXEC");
  }
}
