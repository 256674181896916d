package fairlead.terminal;

/**
 * Where both directions stand when a connection takes up a terminal.
 *
 * @param output offset of the next output byte that will be sent
 * @param input offset up to which input was taken
 * @param skipped bytes before {@code output} that the client has not seen and that are no longer
 *     held
 * @param seen offset up to which an earlier viewer has drawn the output and answered what it asks
 * @param replayed bytes after {@code output} that an earlier connection was sent already
 */
record Attachment(long output, long input, long skipped, long seen, long replayed) {}
