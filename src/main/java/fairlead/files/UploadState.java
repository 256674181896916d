package fairlead.files;

/**
 * How far an upload is.
 *
 * @param received bytes: the offset of the next slice
 * @param exists whether there is a file of this name
 */
public record UploadState(long received, boolean exists) {}
