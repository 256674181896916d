package fairlead.files;

/**
 * The answer to {@code POST /api/files}.
 *
 * @param panel its id
 */
public record OpenedPanel(String panel) {}
