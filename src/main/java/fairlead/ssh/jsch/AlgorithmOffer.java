package fairlead.ssh.jsch;

import fairlead.ssh.HostText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The algorithms that a host offers, and the lists that contain none that Fairlead accepts. */
final class AlgorithmOffer {
  /** Most characters of one list that are shown. */
  private static final int MOST = 1_000;

  /** JSch's name of a list, its usual name, and the algorithms that Fairlead accepts. */
  private enum Kind {
    KEY_EXCHANGE("KEX algorithms", "key exchange", Algorithms.KEY_EXCHANGES),
    HOST_KEY("host key algorithms", "host keys", Algorithms.HOST_KEYS),
    CIPHER_THERE("ciphers c2s", "ciphers", Algorithms.CIPHERS),
    CIPHER_BACK("ciphers s2c", "ciphers", Algorithms.CIPHERS),
    MAC_THERE("MACs c2s", "MACs", Algorithms.MACS),
    MAC_BACK("MACs s2c", "MACs", Algorithms.MACS);

    private final String listed;
    private final String called;
    private final String taken;

    Kind(String listed, String called, String taken) {
      this.listed = listed;
      this.called = called;
      this.taken = taken;
    }

    boolean has(String offered) {
      List<String> there = List.of(offered.split(",", -1));
      return List.of(taken.split(",", -1)).stream().anyMatch(there::contains);
    }
  }

  private final Map<Kind, String> lists = new LinkedHashMap<>();

  /** Reads a line of JSch's log; ignores it unless it lists what the host offers. */
  synchronized void log(String line) {
    for (Kind kind : Kind.values()) {
      String begin = JschMessages.OFFER + kind.listed + ": ";
      if (line.startsWith(begin)) {
        lists.put(kind, line.substring(begin.length()));
      }
    }
  }

  /**
   * What the host offers where no algorithm fits, and what Fairlead accepts there, as the rest of a
   * sentence that begins with the host's name.
   */
  synchronized String sentence() {
    Map<String, String> weak = new LinkedHashMap<>();
    Map<String, String> better = new LinkedHashMap<>();
    lists.forEach(
        (kind, offered) -> {
          if (!kind.has(offered)) {
            weak.putIfAbsent(kind.called, HostText.line(offered, MOST));
            better.putIfAbsent(kind.called, kind.taken);
          }
        });
    List<String> said = new ArrayList<>();
    weak.forEach(
        (called, offered) -> said.add("The host offers for " + called + " only: " + offered));
    better.forEach((called, taken) -> said.add("Fairlead accepts for " + called + ": " + taken));
    return "offers no SSH algorithms that are safe enough. Update its SSH server, or enable"
        + " newer algorithms there.\n"
        + String.join("\n", said);
  }
}
