package fairlead.terminal;

import fairlead.access.Person;
import fairlead.admission.Admission;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All terminals: those whose shell is being opened, those that run, and those that have ended but
 * can still be attached to. A terminal is added before its shell is opened, so that ending all
 * terminals in the list ends every shell.
 */
final class TerminalList {
  private final int perPerson;
  private final int perHost;
  private final int overall;
  private final Consumer<Terminal> leaving;
  private final Set<Terminal> opening = ConcurrentHashMap.newKeySet();
  private final Map<String, Terminal> opened = new ConcurrentHashMap<>();
  private boolean closed;

  /**
   * @param perPerson terminals of one person that are being opened or run, at most
   * @param perHost the same on one machine
   * @param overall the same of all people together
   * @param leaving called with each terminal before it is removed
   */
  TerminalList(int perPerson, int perHost, int overall, Consumer<Terminal> leaving) {
    this.perPerson = perPerson;
    this.perHost = perHost;
    this.overall = overall;
    this.leaving = leaving;
  }

  /** Maximum number of terminals that are being opened or run. */
  int overall() {
    return overall;
  }

  /** Adds a terminal that is to be opened, if the limits allow it. */
  synchronized void reserve(Terminal terminal) throws Refused {
    if (closed) {
      throw new Refused(Failure.DRAINING);
    }
    checkPerson(terminal);
    checkHost(terminal);
    if (opening.size() + opened.size() >= overall && !forgetEnded()) {
      throw new Refused(
          Failure.TOO_MANY,
          "This Fairlead server has reached its limit of terminals. Try again later.",
          "overall");
    }
    opening.add(terminal);
  }

  private void checkPerson(Terminal wanted) throws Refused {
    Admission admission = wanted.admission();
    long mine = count(one -> isOf(wanted.person(), one));
    if (mine >= perPerson) {
      throw new Refused(
          Failure.TOO_MANY,
          "You already have " + mine + " terminals, which is your limit. End one of them first.",
          "per_person");
    }
    if (admission.limits().terminals().isPresent()) {
      long byRule =
          count(
              one -> isOf(wanted.person(), one) && one.admission().rule().equals(admission.rule()));
      if (byRule >= admission.limits().terminals().getAsInt()) {
        throw new Refused(
            Failure.TOO_MANY,
            "You already have "
                + byRule
                + " terminals on hosts like "
                + wanted.host()
                + ", which is your limit. End one of them first.",
            "per_rule");
      }
    }
  }

  private void checkHost(Terminal wanted) throws Refused {
    Admission admission = wanted.admission();
    int most = Math.min(perHost, admission.limits().perHost().orElse(perHost));
    if (count(one -> one.admission().machine().equals(admission.machine())) >= most) {
      throw new Refused(
          Failure.TOO_MANY,
          wanted.host()
              + " already has "
              + most
              + " open terminals, which is its limit. Try again later.",
          "per_host");
    }
  }

  /** Counts terminals that are being opened or run. */
  private long count(Predicate<Terminal> wanted) {
    Predicate<Terminal> counts = wanted.and(one -> one.ending() == null);
    return opened.values().stream().filter(counts).count()
        + opening.stream().filter(one -> !opened.containsKey(one.id())).filter(counts).count();
  }

  /** Marks a terminal as opened: it can be found from now on. */
  void opened(Terminal terminal) {
    // In this order, so that the terminal is always in at least one of them.
    opened.put(terminal.id(), terminal);
    opening.remove(terminal);
  }

  /** Removes a terminal, opened or not. */
  void remove(Terminal terminal) {
    leaving.accept(terminal);
    opening.remove(terminal);
    opened.remove(terminal.id());
  }

  /** Number of terminals, including those that have ended. */
  int count() {
    return opening.size() + opened.size();
  }

  /** Whether no terminal runs and every viewer was given all output. */
  boolean allOver() {
    return opening.isEmpty()
        && opened.values().stream().allMatch(one -> one.ending() != null && !one.attached());
  }

  /** Number of terminals being opened. */
  int opening() {
    return opening.size();
  }

  /** The terminals that run. */
  List<Terminal> running() {
    return opened.values().stream().filter(one -> one.ending() == null).toList();
  }

  /** The terminals that can be found. */
  Iterable<Terminal> opened() {
    return opened.values();
  }

  /** All terminals of one login, including those being opened. */
  List<Terminal> ofLogin(String login) {
    return all().filter(one -> one.person().login().equals(login)).toList();
  }

  /** This person's running terminals, in the order in which they were opened. */
  List<Terminal> of(Person person) {
    return opened.values().stream()
        .filter(one -> isOf(person, one) && one.ending() == null)
        .sorted(Comparator.comparing(Terminal::openedAt))
        .toList();
  }

  /** This person's terminal with this id. */
  Optional<Terminal> find(Person person, String id) {
    return Optional.ofNullable(opened.get(id)).filter(one -> isOf(person, one));
  }

  /**
   * Accepts no more terminals, and empties the list.
   *
   * @return the terminals that were in it
   */
  synchronized List<Terminal> close() {
    closed = true;
    List<Terminal> left = new ArrayList<>(all().distinct().toList());
    opening.clear();
    opened.clear();
    return left;
  }

  private Stream<Terminal> all() {
    return Stream.concat(opening.stream(), opened.values().stream());
  }

  /** Removes the oldest terminal that has ended; false if there is none. */
  private boolean forgetEnded() {
    Optional<Terminal> oldest =
        opened.values().stream()
            .filter(one -> one.ending() != null)
            .min(Comparator.comparing(Terminal::openedAt));
    oldest.ifPresent(this::remove);
    return oldest.isPresent();
  }

  private static boolean isOf(Person person, Terminal terminal) {
    return terminal.person().name().equals(person.name());
  }
}
