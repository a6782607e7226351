package dev.linkflux.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Where the system's journal takes entries with fields (systemd's "Native Journal Protocol").
 * Nothing here waits: a journal that does not read gets no entry.
 */
public final class JournalSocket {
  /** Of one value; what is longer is cut, so that an entry always fits into a datagram. */
  private static final int MAX_VALUE_BYTES = 1 << 14;

  private final UnixDatagrams datagrams;

  private JournalSocket(UnixDatagrams datagrams) {
    this.datagrams = datagrams;
  }

  /**
   * The journal at this socket; empty if there cannot be one.
   *
   * @param path usually /run/systemd/journal/socket
   */
  public static Optional<JournalSocket> at(String path) {
    try {
      return Optional.of(new JournalSocket(UnixDatagrams.to(path)));
    } catch (SystemCallException _) {
      return Optional.empty();
    }
  }

  /**
   * Hands an entry over; any thread may.
   *
   * @param fields by names of capital letters, digits and underscores; in the order in which they
   *     are sent
   * @return false if the journal did not take it
   */
  public boolean enter(Map<String, String> fields) {
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    fields.forEach((name, value) -> write(name, value, entry));
    return datagrams.send(entry.toByteArray()) == 0;
  }

  /**
   * A value of several lines is told by its length (64 bits, little-endian), any other by its end.
   */
  private static void write(String name, String value, ByteArrayOutputStream entry) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, MAX_VALUE_BYTES);
    entry.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    if (value.indexOf('\n') < 0) {
      entry.write('=');
    } else {
      entry.write('\n');
      entry.writeBytes(
          ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
    }
    entry.write(bytes, 0, length);
    entry.write('\n');
  }
}
