import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs google-java-format over src/ in this JVM, whatever JVM runs Maven. Arguments: the
 * formatter's jar, then {@code check} or {@code apply}.
 */
public class Format {
  public static void main(String[] arguments) throws Exception {
    boolean apply = arguments[1].equals("apply");
    List<String> options =
        new ArrayList<>(
            apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    try (var files = Files.walk(Path.of("src"))) {
      files
          .map(Path::toString)
          .filter(file -> file.endsWith(".java"))
          .sorted()
          .forEach(options::add);
    }
    if (!apply) {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () ->
                      System.err.println(
                          "format: files named above are not formatted; mend: mvn process-sources"
                              + " -Dformat=apply")));
    }
    try (var loader = new URLClassLoader(new URL[] {Path.of(arguments[0]).toUri().toURL()})) {
      loader
          .loadClass("com.google.googlejavaformat.java.Main")
          .getMethod("main", String[].class)
          .invoke(null, (Object) options.toArray(String[]::new));
    } catch (InvocationTargetException failure) {
      throw new IllegalStateException("google-java-format failed", failure.getCause());
    }
  }
}
