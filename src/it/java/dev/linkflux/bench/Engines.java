package dev.linkflux.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Our programs, in virtual machines of their own with the options of the service. */
final class Engines {
  /** As {@code src/build/linkflux} has them. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-Xms6m",
          "-Xmn3m",
          "-Xmx64m",
          "-Xss512k",
          "-XX:TieredStopAtLevel=1",
          "-XX:TrimNativeHeapInterval=5000",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "-Dio.netty.allocator.type=unpooled");

  static final JsonMapper JSON = new JsonMapper();

  private Engines() {}

  /** The command line of one of our programs. */
  static List<String> command(Class<?> program, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    return command;
  }

  /** The result that one of our programs printed as its last line. */
  static <T> T result(String said, Class<T> type) {
    List<String> lines = said.lines().toList();
    try {
      return JSON.readValue(lines.isEmpty() ? "" : lines.getLast(), type);
    } catch (JsonProcessingException strange) {
      throw new UncheckedIOException(said, strange);
    }
  }

  /** Prints the result of this program, and ends it. */
  static void end(Object result) {
    try {
      System.out.println(JSON.writeValueAsString(result));
    } catch (JsonProcessingException strange) {
      throw new UncheckedIOException(strange);
    }
    System.exit(0);
  }
}
