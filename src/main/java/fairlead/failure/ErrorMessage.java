package fairlead.failure;

/**
 * The body of a response that is not a success.
 *
 * @param message a sentence for the person
 */
public record ErrorMessage(String message) {}
