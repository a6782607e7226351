package dev.linkflux.doctor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files in which a machine says how it is set. What cannot be read is empty: whoever has no
 * right to see it is told what can be seen.
 *
 * @param root of the file system, / but in tests
 */
record Machine(Path root) {
  private static final int BITE = 1 << 14;

  /** A file's text without blanks around it. */
  Optional<String> text(String file) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (InputStream in = Files.newInputStream(path(file))) {
      // In large bites: many settings below /proc/sys give what the first one asks for, and no
      // more.
      byte[] bite = new byte[BITE];
      for (int got = in.read(bite); got > 0; got = in.read(bite)) {
        text.write(bite, 0, got);
      }
      return Optional.of(text.toString(StandardCharsets.UTF_8).strip());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  Path path(String file) {
    return root.resolve(file.substring(1));
  }

  boolean has(String file) {
    return Files.exists(path(file));
  }

  /**
   * A setting of the kernel's, such as net.ipv4.ip_forward.
   *
   * @param parts joined by dots; in one of them a dot is no separator (names of interfaces)
   */
  Optional<String> setting(String... parts) {
    return text("/proc/sys/" + String.join("/", parts));
  }

  /** One that is a number. */
  OptionalLong number(String... parts) {
    return setting(parts).filter(text -> text.matches("-?[0-9]{1,18}")).stream()
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  /** A line of a file of lines like {@code Name: value}. */
  Optional<String> entry(String file, String name) {
    return text(file).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  /** The names of the processes that this one may see, as the kernel cuts them (15 bytes). */
  TreeSet<String> processes() {
    TreeSet<String> names = new TreeSet<>();
    try (Stream<Path> all = Files.list(path("/proc"))) {
      all.map(one -> one.getFileName().toString())
          .filter(name -> name.matches("[0-9]+"))
          .flatMap(id -> text("/proc/" + id + "/comm").stream())
          .forEach(names::add);
    } catch (IOException | UncheckedIOException _) {
      // Then none is seen.
    }
    return names;
  }

  /** The files of a directory whose names end so. */
  List<Path> files(String directory, String end) {
    try (Stream<Path> all = Files.list(path(directory))) {
      return all.filter(one -> one.getFileName().toString().endsWith(end)).sorted().toList();
    } catch (IOException | UncheckedIOException _) {
      return List.of();
    }
  }

  /** The number of a user or a group by its name, if it is in the machine's own file. */
  OptionalLong account(String file, String name) {
    return text(file).stream()
        .flatMap(String::lines)
        .map(line -> line.split(":", -1))
        .filter(fields -> fields.length > 2 && fields[0].equals(name))
        .filter(fields -> fields[2].matches("[0-9]{1,10}"))
        .mapToLong(fields -> Long.parseLong(fields[2]))
        .findFirst();
  }
}
