package fairlead.redis.tracing;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Masks keys so that they show their purpose but no identifiers: {@code fairlead:cache:4f2a}
 * becomes {@code fairlead:cache:?}. Only known words are shown, so that a forgotten word hides too
 * much rather than too little.
 */
final class KeyMask {
  private static final Pattern PART = Pattern.compile("[^:{}]+");
  private static final int CHARACTERS = 256;

  /** What Redisson puts before our names. */
  private static final Set<String> REDISSON =
      Set.of("redisson_lock__channel", "redisson_lock_token");

  private final Set<String> words;

  KeyMask(Set<String> words) {
    this.words = Set.copyOf(words);
  }

  String mask(String key) {
    String cut = key.substring(0, Math.min(CHARACTERS, key.length()));
    return PART.matcher(cut)
        .replaceAll(
            part ->
                words.contains(part.group()) || REDISSON.contains(part.group())
                    ? part.group()
                    : "?");
  }
}
