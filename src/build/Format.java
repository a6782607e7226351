import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.spi.ToolProvider;

/**
 * Runs google-java-format (on the class path) in this JVM, whatever JVM runs Maven, over the files
 * that were not found formatted before. Arguments: {@code check} or {@code apply}, the file that
 * remembers the digests of what is formatted, then the directories to look in.
 */
public class Format {
  public static void main(String[] arguments) throws Exception {
    boolean apply = arguments[0].equals("apply");
    Path memory = Path.of(arguments[1]);
    Set<String> formatted =
        new HashSet<>(Files.exists(memory) ? Files.readAllLines(memory) : List.of());
    var files = new ArrayList<Path>();
    for (String directory : Arrays.asList(arguments).subList(2, arguments.length)) {
      files.addAll(javaFiles(Path.of(directory)));
    }
    var open = new ArrayList<String>();
    for (Path file : files) {
      if (!formatted.contains(digest(file))) {
        open.add(file.toString());
      }
    }
    if (open.isEmpty()) {
      return;
    }
    var options =
        new ArrayList<>(
            apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    options.addAll(open);
    var formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
    int status =
        formatter.run(
            new PrintWriter(System.err, true, UTF_8),
            new PrintWriter(System.err, true, UTF_8),
            options.toArray(String[]::new));
    if (status != 0) {
      System.err.println(
          apply
              ? "google-java-format failed, see above"
              : "The files named above are not formatted. Mend them: mvn -q process-sources"
                  + " -Dformat=apply");
      System.exit(1);
    }
    var digests = new TreeMap<String, Path>();
    for (Path file : files) {
      digests.put(digest(file), file);
    }
    Files.write(memory, digests.keySet());
  }

  private static List<Path> javaFiles(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static String digest(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
