package fairlead.terminal;

/**
 * The offsets of both directions when a connection attaches to a terminal.
 *
 * @param output offset of the next output byte that will be sent
 * @param input offset up to which input was taken
 * @param skipped bytes before {@code output} that the client has not received and that are no
 *     longer held
 * @param seen offset up to which an earlier viewer has drawn the output, and answered the queries
 *     in it
 * @param replayed bytes from {@code output} on that were already sent to an earlier connection
 */
record Attachment(long output, long input, long skipped, long seen, long replayed) {}
