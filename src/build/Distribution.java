import dev.linkflux.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Makes the directory that runs by itself, around the jars that Maven has put into its lib/: the
 * runtime image of the JDK that runs this, the launcher, the configuration, manual, completions and
 * notices, and the cache that makes the start quick; then what the Debian package has besides. What
 * is there already and still fits is left alone. Arguments: the directory, the version, the time
 * that stands for the time of the build, and the libraries' class path. The jars are on ours.
 */
public class Distribution {
  /** What linkflux and its libraries use of the JDK; what they only may use is left out. */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.logging", // Reactor and Netty, which look for it
          "java.management", // the service's own figures: heap, collections, lateness
          "java.naming", // logback's initialisation, reactor-netty
          "java.xml", // logback refers to it
          "jdk.jfr", // flight recordings of a service that misbehaves
          "jdk.jcmd", // and what asks it for them: jcmd, jstack
          "jdk.management", // CPU time and memory of this process
          "jdk.unsupported"); // sun.misc.Unsafe, for Netty

  private final Path home;

  private Distribution(Path home) {
    this.home = home;
  }

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]).toAbsolutePath();
    new Distribution(home).make(arguments[1], arguments[2], arguments[3]);
    Path packaged = home.resolveSibling("debian");
    new DebianFiles(home, packaged).make(arguments[1], Instant.parse(arguments[2]));
  }

  private void make(String version, String built, String classPath) throws Exception {
    removeForeignLibraries();
    copyNativeLibraries();
    makeRuntime();
    Tree.copy(Path.of("src/build/linkflux"), home.resolve("bin/linkflux"));
    Tree.copy(Path.of("src/build/train"), home.resolve("lib/train"));
    Tree.copy(Path.of("LICENSE"), home.resolve("LICENSE"));
    Tree.copy(Path.of("NOTICE"), home.resolve("NOTICE"));
    Path bill = home.resolveSibling("linkflux-sbom.json");
    new Bill(classPath).write(bill, version, built);
    Tree.copy(bill, home.resolve("linkflux-sbom.json"));
    Tree.write(home.resolve("THIRD-PARTY.txt"), Notices.of(bill, home.resolve("lib")));
    Tree.remove(home.resolve("config"));
    for (Path file : Tree.files(Path.of("config"))) {
      Tree.copy(file, home.resolve(file.toString()));
    }
    Tree.remove(home.resolve("share"));
    CommandLine command = commandLine();
    String date = built.substring(0, "2026-11-22".length());
    new Manual(date, version).write(command, home.resolve("share/man/man1"));
    new Completion(command).write(home.resolve("share/completions"));
    makeCache();
  }

  /** With all commands; how they are put together is the program's own affair. */
  private static CommandLine commandLine() throws ReflectiveOperationException {
    var all = Main.class.getDeclaredMethod("commandLine");
    all.setAccessible(true);
    return (CommandLine) all.invoke(null);
  }

  /** Jars of former builds, which the class path does not name any more. */
  private void removeForeignLibraries() throws IOException {
    Set<String> named = new HashSet<>(Set.of("linkflux.jar"));
    try (var jar = new JarFile(home.resolve("lib/linkflux.jar").toFile())) {
      named.addAll(
          List.of(jar.getManifest().getMainAttributes().getValue("Class-Path").split(" ")));
    }
    for (Path file : Tree.list(home.resolve("lib"))) {
      String name = file.getFileName().toString();
      if (!named.remove(name) && name.endsWith(".jar")) {
        Files.delete(file);
      }
    }
    if (!named.isEmpty()) {
      fail("the class path names what lib/ has not: " + named);
    }
  }

  /**
   * The native library of zstd for this machine, out of its jar: where programs may not be run from
   * the directory of temporary files, it could not be loaded from there.
   */
  private void copyNativeLibraries() throws IOException {
    String arch = System.getProperty("os.arch");
    for (Path file : Tree.list(home.resolve("lib"))) {
      if (file.getFileName().toString().startsWith("zstd-jni-")) {
        try (var jar = new JarFile(file.toFile())) {
          String name = file.getFileName().toString().replace(".jar", ".so");
          var entry = jar.getEntry("linux/" + arch + "/lib" + name);
          Path to = home.resolve("lib/libzstd-jni.so");
          if (entry != null && (!Files.exists(to) || Files.size(to) != entry.getSize())) {
            Files.copy(jar.getInputStream(entry), to, StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
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
    Tree.remove(runtime);
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
              Stream.of(home.resolve("runtime/release"), home.resolve("bin/linkflux")),
              Tree.list(home.resolve("lib")).stream());
      if (inputs.allMatch(input -> modified(input).compareTo(made) <= 0)) {
        return;
      }
      Files.delete(cache);
    }
    Path trained = home.resolve("lib/linkflux.aot.new");
    Path train = home.resolve("lib/train");
    String said = run(List.of(train.toString(), home.toString(), trained.getFileName().toString()));
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

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
