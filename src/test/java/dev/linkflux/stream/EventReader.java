package dev.linkflux.stream;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads server-sent events off a socket. */
final class EventReader implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader lines;

  EventReader(Socket socket) throws IOException {
    this.socket = socket;
    lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * An event as it came.
   *
   * @param id empty if it has none
   */
  record Told(String event, String id, String data) {}

  /** The next event. Fails if none comes within ten seconds. */
  Told next() throws IOException {
    String event = "";
    String id = "";
    for (String line = line(); ; line = line()) {
      if (line.startsWith("event: ")) {
        event = line.substring(7);
      } else if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("data: ")) {
        return new Told(event, id, line.substring(6));
      }
    }
  }

  /** The next line, whatever it is. */
  String line() throws IOException {
    String line = lines.readLine();
    if (line == null) {
      throw new IOException("the stream has ended");
    }
    return line;
  }

  /** Reads to the end of the connection. */
  List<String> rest() throws IOException {
    List<String> rest = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      rest.add(line);
    }
    return rest;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
