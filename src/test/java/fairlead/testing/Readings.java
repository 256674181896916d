package fairlead.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a Java process holds, read from outside.
 *
 * @param threads names of its platform threads
 * @param files open files and sockets
 * @param heapKiB Java heap in use after a full collection
 * @param instances how many objects of each class the collection has left
 */
public record Readings(
    List<String> threads, long files, long heapKiB, Map<String, Long> instances) {
  private static final Pattern THREAD = Pattern.compile("^\"(.*)\" #\\d+", Pattern.MULTILINE);
  private static final Pattern ROW =
      Pattern.compile("^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+)", Pattern.MULTILINE);
  private static final Pattern TOTAL =
      Pattern.compile("^Total\\s+\\d+\\s+(\\d+)", Pattern.MULTILINE);

  static Readings of(long pid) throws IOException, InterruptedException {
    // The first collection lets finalizers and cleaners run; the second one takes what they held.
    jcmd(pid, "GC.run");
    String histogram = jcmd(pid, "GC.class_histogram");
    Map<String, Long> instances = new TreeMap<>();
    Matcher row = ROW.matcher(histogram);
    while (row.find()) {
      instances.merge(row.group(2), Long.parseLong(row.group(1)), Long::sum);
    }
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IOException("No total in " + histogram);
    }
    List<String> threads = new ArrayList<>();
    Matcher thread = THREAD.matcher(jcmd(pid, "Thread.print"));
    while (thread.find()) {
      threads.add(thread.group(1));
    }
    return new Readings(
        List.copyOf(threads), openFiles(pid), Long.parseLong(total.group(1)) / 1024, instances);
  }

  /** What the platform threads whose names contain this are doing. */
  public static String stacks(long pid, String name) throws IOException, InterruptedException {
    return Stream.of(jcmd(pid, "Thread.print").split("\n\n", -1))
        .filter(one -> one.startsWith("\"") && one.lines().findFirst().orElse("").contains(name))
        .collect(Collectors.joining("\n\n"));
  }

  static long openFiles(long pid) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
      return files.count();
    }
  }

  /** Classes of these packages of which there are more objects than before. */
  public Map<String, Long> grown(Readings before, String... packages) {
    Map<String, Long> grown = new TreeMap<>();
    instances.forEach(
        (name, count) -> {
          // A lambda's class has another name in every run, and there is one object of it.
          boolean ours = Stream.of(packages).anyMatch(name::startsWith) && !name.contains("$$");
          long more = count - before.instances().getOrDefault(name, 0L);
          if (ours && more > 0) {
            grown.put(name, more);
          }
        });
    return grown;
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
                String.valueOf(pid),
                command)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd " + command + ": " + said);
    }
    return said;
  }
}
