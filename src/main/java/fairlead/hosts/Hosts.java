package fairlead.hosts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All machines that people may reach, from every {@link HostSource}. */
@ApplicationScoped
public class Hosts {
  private Iterable<HostSource> sources;

  /** For the CDI container. */
  protected Hosts() {}

  @Inject
  Hosts(@Any Instance<HostSource> sources) {
    this((Iterable<HostSource>) sources);
  }

  Hosts(Iterable<HostSource> sources) {
    this.sources = sources;
  }

  /** All hosts, in the order of their sources; each name once. */
  public List<Host> all() {
    Map<String, Host> hosts = new LinkedHashMap<>();
    for (HostSource source : inOrder()) {
      for (Host host : source.hosts()) {
        hosts.putIfAbsent(host.name(), host);
      }
    }
    return List.copyOf(hosts.values());
  }

  public Optional<Host> find(String name) {
    return first(host -> host.name().equals(name));
  }

  /**
   * The same host as it is listed now; empty if it is no longer listed. It is found by its name or,
   * if its identity differs from the default, by its identity: the names of EC2 instances are tags,
   * and can change.
   *
   * @param before as it was listed or typed
   */
  public Optional<Host> now(Host before) {
    if (before.target().typed()) {
      return Optional.of(before);
    }
    return before.destination().hasOwnIdentity()
        ? first(
            host ->
                host.source().equals(before.source())
                    && host.destination().identity().equals(before.destination().identity()))
        : find(before.name());
  }

  /**
   * The host that a person types by hand, such as {@code user@host:port}; empty for anything else.
   */
  public Optional<Host> typed(String text) {
    return TypedHost.parse(text);
  }

  /** The default host, for clients that name none. */
  public Optional<Host> first() {
    return first(host -> true);
  }

  /** What is wrong with the sources, as sentences for people. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    Map<String, Host> hosts = new LinkedHashMap<>();
    for (HostSource source : inOrder()) {
      source.problem().ifPresent(problems::add);
      for (Host host : source.hosts()) {
        Host first = hosts.putIfAbsent(host.name(), host);
        if (first != null) {
          problems.add(
              "%s: the host %s is not used, because %s has a host of the same name."
                  .formatted(host.source(), host.name(), first.source()));
        }
      }
    }
    return List.copyOf(problems);
  }

  /**
   * When the lists were read, by the display name of each part; without those that are read at each
   * call.
   */
  public Map<String, Instant> readAt() {
    Map<String, Instant> times = new LinkedHashMap<>();
    inOrder().forEach(source -> times.putAll(source.readAt()));
    return times;
  }

  private Optional<Host> first(Predicate<Host> wanted) {
    for (HostSource source : inOrder()) {
      for (Host host : source.hosts()) {
        if (wanted.test(host)) {
          return Optional.of(host);
        }
      }
    }
    return Optional.empty();
  }

  private List<HostSource> inOrder() {
    Stream.Builder<HostSource> all = Stream.builder();
    sources.forEach(all::add);
    return all.build().sorted(Comparator.comparingInt(HostSource::order)).toList();
  }
}
