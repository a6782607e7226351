package dev.linkflux.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The port that a process has been given by the kernel, which some programs never tell. */
final class ListeningPort {
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final String LISTENING = "0A";

  private ListeningPort() {}

  /** 0 if it does not listen on IPv4 yet, or has ended. */
  static int of(long pid) throws IOException {
    Set<String> sockets = new HashSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      for (Path file : files.toList()) {
        sockets.add(Files.readSymbolicLink(file).toString());
      }
    } catch (IOException _) {
      return 0; // it has closed one meanwhile, or has ended
    }
    List<String> connections = Files.readAllLines(Path.of("/proc/net/tcp"));
    for (String line : connections.subList(1, connections.size())) {
      String[] fields = line.strip().split("\\s+", -1);
      if (fields[STATE].equals(LISTENING) && sockets.contains("socket:[" + fields[INODE] + "]")) {
        String address = fields[ADDRESS];
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
      }
    }
    return 0;
  }
}
