package fairlead.ssh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The algorithms that a host offers, and which of them are none that Fairlead takes. */
final class AlgorithmOffer {
  /** Characters of one list. */
  private static final int MOST = 1_000;

  private static final String BEGINS = "server proposal: ";

  /** JSch's name of a list, what people call it, and what Fairlead takes. */
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

  /** Takes in a line of JSch's log, if it is about the host's offer. */
  synchronized void log(String line) {
    for (Kind kind : Kind.values()) {
      String begin = BEGINS + kind.listed + ": ";
      if (line.startsWith(begin)) {
        lists.put(kind, line.substring(begin.length()));
      }
    }
  }

  /** What is missing, to follow the host's name: all that it offers there, and what would do. */
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
