package fairlead.terminal;

/**
 * The state of the output that a viewer finds when it attaches.
 *
 * @param before the previous viewer, or null
 * @param cursor this viewer's position
 * @param from offset of the first byte that will be sent
 * @param skipped bytes before it that are no longer held
 * @param seen offset up to which an earlier viewer has drawn the output
 * @param replayed bytes that will be sent again
 * @param over whether the output has ended
 */
record OutputAttachment(
    FrameSender before,
    ViewerCursor cursor,
    long from,
    long skipped,
    long seen,
    long replayed,
    boolean over) {}
