import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Makes the directory that runs by itself, around the jars that Maven has put into its lib/: the
 * runtime image of the JDK that runs this, the launcher, the configuration, and the cache that
 * makes the start quick. What is there already and still fits is left alone. Argument: the
 * directory.
 */
public class Distribution {
  /** What linkflux and its libraries use of the JDK; what they only may use is left out. */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.logging", // Reactor and Netty, which look for it
          "java.management", // the service's own figures: heap, collections, lateness
          "java.naming", // logback's initialisation, reactor-netty
          "java.xml", // logback's configuration
          "jdk.jfr", // flight recordings of a service that misbehaves
          "jdk.jcmd", // and what asks it for them: jcmd, jstack
          "jdk.management", // CPU time and memory of this process
          "jdk.unsupported"); // sun.misc.Unsafe, for Netty

  private final Path home;

  private Distribution(Path home) {
    this.home = home;
  }

  public static void main(String[] arguments) throws Exception {
    new Distribution(Path.of(arguments[0]).toAbsolutePath()).make();
  }

  private void make() throws Exception {
    removeForeignLibraries();
    makeRuntime();
    copy(Path.of("src/build/linkflux"), home.resolve("bin/linkflux"));
    copy(Path.of("LICENSE"), home.resolve("LICENSE"));
    copy(Path.of("NOTICE"), home.resolve("NOTICE"));
    remove(home.resolve("config"));
    try (var files = Files.walk(Path.of("config"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy(file, home.resolve(file.toString()));
      }
    }
    makeCache();
  }

  /** Jars of former builds, which the class path does not name any more. */
  private void removeForeignLibraries() throws IOException {
    Set<String> named = new HashSet<>(Set.of("linkflux.jar"));
    try (var jar = new JarFile(home.resolve("lib/linkflux.jar").toFile())) {
      named.addAll(
          List.of(jar.getManifest().getMainAttributes().getValue("Class-Path").split(" ")));
    }
    for (Path file : list(home.resolve("lib"))) {
      String name = file.getFileName().toString();
      if (!named.remove(name) && name.endsWith(".jar")) {
        Files.delete(file);
      }
    }
    if (!named.isEmpty()) {
      fail("the class path names what lib/ has not: " + named);
    }
  }

  private void makeRuntime() throws Exception {
    Path runtime = home.resolve("runtime");
    Path made = home.resolveSibling("tools").resolve("runtime-made-by");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
            "--add-modules=" + String.join(",", MODULES),
            "--strip-java-debug-attributes", // --strip-debug needs objcopy, and saves nothing more
            "--no-header-files",
            "--no-man-pages",
            "--compress=zip-6",
            "--output=" + runtime);
    String recipe = Runtime.version() + "\n" + String.join("\n", command) + "\n";
    if (Files.exists(runtime) && Files.exists(made) && Files.readString(made).equals(recipe)) {
      return;
    }
    remove(runtime);
    Files.deleteIfExists(made);
    run(command);
    Files.writeString(made, recipe);
  }

  /**
   * The cache holds for exactly these jars and this runtime, so it is made anew when one of them is
   * newer.
   */
  private void makeCache() throws Exception {
    Path cache = home.resolve("lib/linkflux.aot");
    if (Files.exists(cache)) {
      FileTime made = Files.getLastModifiedTime(cache);
      Stream<Path> inputs =
          Stream.concat(
              Stream.of(
                  home.resolve("runtime/release"),
                  home.resolve("bin/linkflux"),
                  Path.of("src/build/train")),
              list(home.resolve("lib")).stream());
      if (inputs.allMatch(input -> modified(input).compareTo(made) <= 0)) {
        return;
      }
      Files.delete(cache);
    }
    Path trained = home.resolve("lib/linkflux.aot.new");
    String said =
        run(List.of("src/build/train", home.toString(), trained.getFileName().toString()));
    if (!Files.exists(trained)) {
      fail("the training run left no cache:\n" + said);
    }
    Files.move(trained, cache);
  }

  /** Runs a program; what it says is shown only if it fails. */
  private static String run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes());
    int status = process.waitFor();
    if (status != 0) {
      fail(said + command.getFirst() + " ended with status " + status);
    }
    return said;
  }

  private static void fail(String reason) {
    System.err.println(reason);
    System.exit(1);
  }

  /** Copies what differs, so that unchanged files keep their time. */
  private static void copy(Path from, Path to) throws IOException {
    if (Files.exists(to) && Files.mismatch(from, to) == -1) {
      return;
    }
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    Files.setLastModifiedTime(to, FileTime.fromMillis(System.currentTimeMillis()));
  }

  private static void remove(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (var files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
