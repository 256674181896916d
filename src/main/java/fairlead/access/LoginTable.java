package fairlead.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The logins that have not ended, limited in time and per person. */
final class LoginTable {
  /** A login and the time until it expires. */
  record Left(Login login, Duration left) {}

  private final int perPerson;
  private final long lifetime;
  private final long idle;
  private final long warning;
  private final Map<String, Login> logins = new HashMap<>();

  /**
   * @param perPerson logins of one person, at most
   * @param lifetime from the sign-in on
   * @param idle without a request
   * @param warning how long before its end a login is due for a warning
   */
  LoginTable(int perPerson, Duration lifetime, Duration idle, Duration warning) {
    this.perPerson = perPerson;
    this.lifetime = lifetime.toNanos();
    this.idle = idle.toNanos();
    this.warning = warning.toNanos();
  }

  /**
   * Adds a login that has just begun.
   *
   * @param forgotten see {@link Login#begin}
   * @return the person's least recently used logins beyond the limit, already removed
   */
  synchronized List<Login> begin(Login login, Runnable forgotten, long now) {
    login.begin(forgotten, now);
    logins.put(login.id(), login);
    List<Login> own =
        logins.values().stream()
            .filter(one -> one != login && one.person().equals(login.person()))
            .sorted(Comparator.comparingLong(Login::lastUsed))
            .toList();
    List<Login> over = own.subList(0, Math.max(0, own.size() + 1 - perPerson));
    over.forEach(one -> logins.remove(one.id()));
    return over;
  }

  /** Finds this person's login by its id and marks it as used now. */
  synchronized Optional<Login> use(String id, String person, long now) {
    Login found = logins.get(id);
    if (found == null || !found.person().equals(person) || found.left(lifetime, idle, now) <= 0) {
      return Optional.empty();
    }
    found.used(now);
    return Optional.of(found);
  }

  /** Whether this login is live. Does not count as use. */
  synchronized boolean lives(String id, long now) {
    Login found = logins.get(id);
    return found != null && found.left(lifetime, idle, now) > 0;
  }

  /** Ends it; empty when it had ended before. */
  synchronized Optional<Login> remove(String id) {
    return Optional.ofNullable(logins.remove(id));
  }

  /** Removes and returns the logins that have expired. */
  synchronized List<Login> expire(long now) {
    List<Login> over =
        logins.values().stream().filter(one -> one.left(lifetime, idle, now) <= 0).toList();
    over.forEach(one -> logins.remove(one.id()));
    return over;
  }

  /** The logins whose people must be told now that they are about to expire, or no longer are. */
  synchronized List<Left> news(long now) {
    List<Left> news = new ArrayList<>();
    for (Login one : logins.values()) {
      long left = one.left(lifetime, idle, now);
      if (one.endsSoon(left <= warning)) {
        news.add(new Left(one, Duration.ofNanos(left)));
      }
    }
    return news;
  }

  /** Whether the remaining time is short enough for a warning. */
  boolean soon(Duration left) {
    return left.toNanos() <= warning;
  }
}
