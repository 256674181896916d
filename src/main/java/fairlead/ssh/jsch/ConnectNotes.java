package fairlead.ssh.jsch;

import fairlead.ssh.ConnectProgress;
import fairlead.ssh.Destination;
import fairlead.ssh.HostText;
import fairlead.ssh.SshException;
import java.util.ArrayList;
import java.util.List;

/** Collects what is learned while a connection is opened, to explain a failure to the person. */
final class ConnectNotes {
  /** Most characters of a host's explanation. */
  private static final int EXPLANATION = 2_048;

  private final Destination destination;
  private final ConnectProgress progress;
  private final HostMessages messages;
  private final Greeting greeting = new Greeting();
  private final AlgorithmOffer offer = new AlgorithmOffer();
  private final List<String> unusable = new ArrayList<>();
  private String explanation = "";

  /**
   * @param messages of all hosts on the route
   */
  ConnectNotes(Destination destination, ConnectProgress progress, HostMessages messages) {
    this.destination = destination;
    this.progress = progress;
    this.messages = messages;
  }

  /**
   * Takes a message of the host that is not a question.
   *
   * @param text as {@link HostText} shows it
   * @param attempted whether it may explain why a login failed
   */
  void said(String text, boolean attempted) {
    if (messages.add(text)) {
      progress.banner(messages.all());
    }
    if (attempted) {
      explains(text);
    }
  }

  /** Takes the host's reason for closing the connection, or a message that may be the reason. */
  synchronized void explains(String text) {
    String shown = HostText.shown(text, EXPLANATION).strip();
    if (!explanation.contains(shown)) {
      explanation = HostText.added(explanation, shown, EXPLANATION);
    }
  }

  /** Adds what the host said, if that may be the reason. */
  synchronized SshException explained(SshException e) {
    boolean byHost =
        switch (e.reason()) {
          case AUTHENTICATION_REFUSED,
              PROTOCOL,
              CHANNEL,
              NO_SHELL,
              UNREACHABLE,
              CONNECT_TIMEOUT,
              BANNER_TIMEOUT,
              EXCHANGE_TIMEOUT,
              AUTHENTICATION_TIMEOUT ->
              true;
          case ADDRESS_REFUSED,
              PROMPT_TIMEOUT,
              CANCELLED,
              HOST_KEY_UNKNOWN,
              HOST_KEY_CHANGED,
              HOST_KEY_REFUSED,
              ALGORITHMS,
              KEY_FILE ->
              false;
        };
    String said = explanation.isEmpty() ? greeting.text() : explanation;
    return byHost && !said.isEmpty()
        ? new SshException(
            e.reason(), e.getMessage() + "\n" + destination.name() + " said: " + said, e)
        : e;
  }

  /** Records a login that could not be prepared. */
  synchronized void unusable(SshException why) {
    unusable.add(why.getMessage());
  }

  /** Why some logins could not be tried, one sentence each. */
  synchronized List<String> unusable() {
    return List.copyOf(unusable);
  }

  Greeting greeting() {
    return greeting;
  }

  AlgorithmOffer offer() {
    return offer;
  }
}
