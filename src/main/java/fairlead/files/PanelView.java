package fairlead.files;

import fairlead.ssh.FileSession;
import fairlead.ssh.Prompt;
import java.util.List;
import java.util.Locale;

/**
 * The answer to {@code GET /api/files/{panel}}: how a panel stands.
 *
 * @param version increases with each change
 * @param slice the most bytes that one upload request may have
 * @param state {@code opening}, {@code asking}, {@code open} or {@code failed}
 * @param message why it failed, or null
 * @param home the home directory, encoded as in a URI, or null while it is not open
 * @param prompt what the person is asked, or null
 */
public record PanelView(
    long version,
    String host,
    String user,
    boolean upload,
    boolean download,
    int slice,
    String banner,
    String state,
    String message,
    String home,
    Asked prompt) {

  /** A question to the person (docs/PROTOCOL.md, {@code prompt}). */
  public record Asked(
      int id,
      String kind,
      String host,
      String title,
      String notice,
      String instruction,
      List<Field> fields) {

    /** One value to enter. */
    public record Field(String label, boolean echo) {}

    static Asked of(int id, Prompt prompt) {
      return new Asked(
          id,
          prompt.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          prompt.host(),
          prompt.title(),
          prompt.notice(),
          prompt.instruction(),
          prompt.fields().stream().map(one -> new Field(one.label(), one.echo())).toList());
    }
  }

  static PanelView of(FilePanel panel, int slice) {
    PanelState.State state = panel.state().state();
    FileSession session = panel.session();
    if (panel.failure().isPresent()) {
      return of(panel, slice, state, "failed", panel.failure().get(), null, null);
    }
    if (session != null) {
      return of(panel, slice, state, "open", null, session.home().uri(), null);
    }
    if (state.prompt() != null) {
      Asked asked = Asked.of(state.question(), state.prompt());
      return of(panel, slice, state, "asking", null, null, asked);
    }
    return of(panel, slice, state, "opening", null, null, null);
  }

  private static PanelView of(
      FilePanel panel,
      int slice,
      PanelState.State at,
      String state,
      String message,
      String home,
      Asked prompt) {
    return new PanelView(
        at.version(),
        panel.host(),
        panel.admission().account(),
        panel.limits().upload(),
        panel.limits().download(),
        slice,
        at.banner(),
        state,
        message,
        home,
        prompt);
  }
}
