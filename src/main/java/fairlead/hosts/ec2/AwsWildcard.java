package fairlead.hosts.ec2;

import java.util.regex.Pattern;

/**
 * A text with wildcards, as in AWS's filters: {@code *} for any characters, {@code ?} for one.
 *
 * @param text as it was written
 */
record AwsWildcard(String text, Pattern pattern) {
  static AwsWildcard of(String text) {
    StringBuilder regex = new StringBuilder();
    text.codePoints()
        .mapToObj(Character::toString)
        .map(one -> one.equals("*") ? ".*" : one.equals("?") ? "." : Pattern.quote(one))
        .forEach(regex::append);
    return new AwsWildcard(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
  }

  boolean fits(String value) {
    return pattern.matcher(value).matches();
  }
}
