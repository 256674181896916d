package fairlead.ssh;

/**
 * How the opening of a connection deals with its person.
 *
 * @param prompter asks them
 * @param progress tells them how far it is
 * @param cancellation tells that they have left
 */
public record Interaction(Prompter prompter, ConnectProgress progress, Cancellation cancellation) {
  /** The same, with another way to ask. */
  public Interaction withPrompter(Prompter other) {
    return new Interaction(other, progress, cancellation);
  }
}
