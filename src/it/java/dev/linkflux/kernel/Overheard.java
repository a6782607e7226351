package dev.linkflux.kernel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** What another program sends by netlink, byte for byte, as strace overhears it. */
final class Overheard {
  /** {@code | 00010 02 00 00 00 34 00 01 80 14 00 01 80 08 00 01 00 ....4........... |}. */
  private static final Pattern LINE =
      Pattern.compile(" \\| ([0-9a-f]{5})  ((?:[0-9a-f]{2} {1,2}){1,16}) *\\S.*\\|");

  private static final int SEQUENCE = 8;

  private Overheard() {}

  /** The messages that a command sends, without their sequence numbers. */
  static List<byte[]> sentBy(String namespace, String... command) throws IOException {
    if (KernelLab.attempt("strace", "-V").status() != 0) {
      Assumptions.abort("SKIPPED: to overhear netlink needs strace");
    }
    List<String> all =
        new ArrayList<>(
            List.of("ip", "netns", "exec", namespace, "strace", "-e", "trace=sendmsg,sendto"));
    all.addAll(List.of("-e", "write=all"));
    all.addAll(List.of(command));
    return messages(KernelLab.run(all.toArray(String[]::new)));
  }

  /** Reads the dumps of strace. */
  static List<byte[]> messages(String output) {
    List<byte[]> messages = new ArrayList<>();
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (String line : output.split("\n", -1)) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        if (matcher.group(1).equals("00000") && message.size() > 0) {
          messages.add(masked(message.toByteArray()));
          message.reset();
        }
        message.writeBytes(HexFormat.of().parseHex(matcher.group(2).replace(" ", "")));
      }
    }
    messages.add(masked(message.toByteArray()));
    return messages;
  }

  /** A request of ours as it is sent, without its sequence number. */
  static byte[] ours(NetlinkWriter request, int flags) {
    var bytes = request.finish(flags, 0);
    byte[] all = new byte[bytes.remaining()];
    bytes.get(all);
    return all;
  }

  private static byte[] masked(byte[] message) {
    for (int at = SEQUENCE; at < SEQUENCE + Integer.BYTES && at < message.length; at++) {
      message[at] = 0;
    }
    return message;
  }
}
