import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;

/** What the steps of the build do with files and directories. */
final class Tree {
  private Tree() {}

  /** Copies what differs, so that unchanged files keep their time. */
  static void copy(Path from, Path to) throws IOException {
    if (Files.exists(to) && Files.mismatch(from, to) == -1) {
      return;
    }
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    Files.setLastModifiedTime(to, FileTime.fromMillis(System.currentTimeMillis()));
  }

  /** Writes what differs from what is there. */
  static void write(Path to, String text) throws IOException {
    if (!Files.exists(to) || !Files.readString(to).equals(text)) {
      Files.createDirectories(to.getParent());
      Files.writeString(to, text);
    }
  }

  static void remove(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (var files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** What is in a directory, by name. */
  static List<Path> list(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  /** All files below a directory, by name. */
  static List<Path> files(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
