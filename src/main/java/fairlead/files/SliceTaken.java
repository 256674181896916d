package fairlead.files;

/**
 * A slice of an upload has arrived.
 *
 * @param received bytes of the whole upload
 * @param done whether the file has its name now
 */
public record SliceTaken(long received, boolean done) {}
