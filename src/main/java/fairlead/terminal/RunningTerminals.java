package fairlead.terminal;

import jakarta.json.bind.annotation.JsonbProperty;
import java.time.Instant;
import java.util.List;

/**
 * The answer to {@code GET /api/terminals}.
 *
 * @param graceSeconds how long a terminal outlives its browser
 * @param endAtSignOut whether all end with the login
 */
public record RunningTerminals(List<One> terminals, long graceSeconds, boolean endAtSignOut) {

  /**
   * A terminal of this person.
   *
   * @param user the account on the host
   * @param secondsLeft until it ends, or null while it is attached
   */
  public record One(
      String terminal,
      String host,
      String user,
      Instant openedAt,
      boolean attached,
      @JsonbProperty(nillable = true) Long secondsLeft) {

    /**
     * @param now as by {@link System#nanoTime}
     */
    static One of(Terminal terminal, TerminalSettings settings, long now) {
      boolean attached = terminal.attached();
      long grace = terminal.grace(settings).toNanos();
      long left = Math.max(0, grace - terminal.output().detachedFor(now)) / 1_000_000_000L;
      return new One(
          terminal.id(),
          terminal.host(),
          terminal.admission().account(),
          terminal.openedAt(),
          attached,
          attached ? null : left);
    }
  }
}
