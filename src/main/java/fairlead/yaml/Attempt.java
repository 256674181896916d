package fairlead.yaml;

import java.util.Optional;

/**
 * A part of a file, or what is wrong with it. All parts of an entry are read before the first of
 * them is used, so that the mistakes of all are found.
 */
public final class Attempt<T> {
  private final Optional<T> value;
  private final Optional<YamlProblem> problem;

  private Attempt(Optional<T> value, Optional<YamlProblem> problem) {
    this.value = value;
    this.problem = problem;
  }

  static <T> Attempt<T> good(T value) {
    return new Attempt<>(Optional.of(value), Optional.empty());
  }

  static <T> Attempt<T> bad(YamlProblem problem) {
    return new Attempt<>(Optional.empty(), Optional.of(problem));
  }

  /**
   * The value.
   *
   * @throws YamlProblem which has been noted already
   */
  public T get() throws YamlProblem {
    if (problem.isPresent()) {
      throw problem.get();
    }
    return value.orElseThrow();
  }
}
