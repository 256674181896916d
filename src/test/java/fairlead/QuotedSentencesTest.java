package fairlead;

import static java.util.regex.Pattern.DOTALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages and labels that the documents quote are those of the product. */
class QuotedSentencesTest {
  /** In text: in italics or between quotation marks, from two words on. */
  private static final Pattern IN_TEXT =
      Pattern.compile("(?<![*\\w])\\*(?<italic>[\\p{Lu}\\d][^*`]+)\\*(?!\\*)|" + marks(""));

  /** In an example: a whole sentence between quotation marks. */
  private static final Pattern IN_EXAMPLE = Pattern.compile(marks("\\.(?<=[^.]\\.)"));

  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|(?m:^\\s*//[^\\n]*$)", DOTALL);
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final char VALUE = '\uFFFC';

  /** A value within a message: joined in, of a template, of String.format or MessageFormat. */
  private static final Pattern VALUES =
      Pattern.compile(
          "\"\\s*\\+[^\";]{1,200}?\\+\\s*\"|\\$\\{[^{}]*\\}|%[-.\\d]*[ds]|\\{\\d\\}", DOTALL);

  private static final List<Pattern> LITERALS =
      List.of(
          Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\""),
          Pattern.compile("`([^`\\n]*)`"),
          Pattern.compile(">([^<>]+)<"));

  private static String marks(String end) {
    return "[\"“](?<quoted>[\\p{Lu}\\d][^\"”`]*" + end + ")[\"”]";
  }

  @Test
  void whatTheDocumentsQuoteIsSaid() throws IOException {
    Product product = Product.read();
    List<String> unsaid = new ArrayList<>();
    int count = 0;
    for (Path document : documents()) {
      for (String quote : quotes(Files.readString(document))) {
        count++;
        if (!product.says(quote)) {
          unsaid.add(document + ": " + quote);
        }
      }
    }
    assertEquals(List.of(), unsaid);
    assertTrue(count > 15, count + " quotes were found");
  }

  @Test
  void quotesAreFound() {
    assertEquals(
        List.of("Not now.", "New folder", "Do not go", "12 MiB are left."),
        quotes(
            """
            It says "Not
            now." and *New folder*, **Bold Text**, `"Not This"`, *Rate*, "not this",
            - *Do not go*
            ```
            {"why": "12 MiB are left.", "a": "Bearer of news"}
            ```
            """));
  }

  @Test
  void sentencesAreComparedWithTheirValues() {
    Product product =
        new Product(
            """
            // "This is a comment."
            say("A " + kind + " named " + path.name() + " is "
                + "there.");
            say("%d MiB are free; %d MiB are required.".formatted(1, 2));
            say(`Open ${name} again`, "Nothing more is left");
            """);
    assertTrue(product.says("A file named X is there."));
    assertTrue(product.says("12 MiB are free; 64 MiB are required."));
    assertTrue(product.says("Open web-1 again"));
    assertTrue(product.says("Nothing more is left"));
    for (String other :
        List.of(
            "This is a comment.",
            "12 MiB are free, and 64 MiB must be.",
            "A file is there.",
            "Open web-1 once more")) {
      assertEquals(false, product.says(other), other);
    }
  }

  /**
   * @param text without comments
   * @param withValues the messages that have values
   */
  private record Product(String text, List<Pattern> withValues) {
    Product(String source) {
      this(
          JOINED.matcher(COMMENT.matcher(source).replaceAll("")).replaceAll(""), new ArrayList<>());
      String marked = VALUES.matcher(text).replaceAll(String.valueOf(VALUE));
      LITERALS.stream()
          .flatMap(literal -> literal.matcher(marked).results())
          .map(QuotedSentencesTest::text)
          .filter(literal -> literal.indexOf(VALUE) >= 0 && literal.matches("(?s).*\\w+ .*\\w+.*"))
          .forEach(literal -> withValues.add(pattern(literal)));
    }

    static Product read() throws IOException {
      StringBuilder sources = new StringBuilder();
      for (String root : List.of("src/main", "deploy")) {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
          files.filter(Product::talks).sorted().forEach(file -> sources.append(content(file)));
        }
      }
      return new Product(sources.toString());
    }

    boolean says(String quote) {
      return text.contains(quote)
          || withValues.stream().anyMatch(literal -> literal.matcher(quote).matches());
    }

    private static boolean talks(Path file) {
      return file.toString().matches(".*\\.(java|ts|html|json|yaml)")
          && !file.toString().contains(".test.")
          && !file.toString().contains("node_modules");
    }

    private static Pattern pattern(String literal) {
      String[] parts = literal.strip().split(String.valueOf(VALUE), -1);
      return Pattern.compile(
          String.join(".{1,80}?", Stream.of(parts).map(Pattern::quote).toList()));
    }
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    try (Stream<Path> docs = Files.walk(Path.of("docs"));
        Stream<Path> top = Files.list(Path.of("."))) {
      Stream.concat(docs, top)
          .filter(file -> file.toString().endsWith(".md"))
          // They describe pictures in italics.
          .filter(file -> !file.startsWith("docs/slides"))
          .sorted()
          .forEach(documents::add);
    }
    return documents;
  }

  private static List<String> quotes(String document) {
    List<String> quotes = new ArrayList<>();
    String[] parts = document.split("(?m)^```.*$", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean text = i % 2 == 0;
      String part = text ? parts[i].replaceAll("`[^`]*`", "`").replaceAll("\\s+", " ") : parts[i];
      (text ? IN_TEXT : IN_EXAMPLE)
          .matcher(part)
          .results()
          .map(QuotedSentencesTest::text)
          .map(String::strip)
          .filter(quote -> quote.indexOf(' ') > 0)
          .forEach(quotes::add);
    }
    return quotes;
  }

  private static String text(MatchResult found) {
    for (int group = 1; group <= found.groupCount(); group++) {
      if (found.group(group) != null) {
        return found.group(group);
      }
    }
    throw new IllegalStateException(found.group());
  }

  private static String content(Path file) {
    try {
      return Files.readString(file) + "\n";
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
