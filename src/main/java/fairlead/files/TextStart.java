package fairlead.files;

/**
 * The beginning of a text file.
 *
 * @param whole whether it is all of the file
 */
public record TextStart(String text, boolean whole) {}
