package dev.linkflux.kernel;

import dev.linkflux.kernel.IpCommands.Row;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** What {@code ip} sends to the kernel, as strace sees it. */
final class IpTrace {
  /** Where a line of strace's dump has its bytes: " | 00000 ", eight of them, eight more. */
  private static final int FIRST_COLUMN = 10;

  private static final int LAST_COLUMN = FIRST_COLUMN + 48;
  private static final String LINE = " | ";
  private static final String FIRST_LINE = " | 00000 ";

  private IpTrace() {}

  /** The version of ip, or skips the test aloud where there is nothing to trace it with. */
  static String version() throws IOException {
    if (KernelLab.attempt("strace", "-o", "/dev/null", "true").status() != 0) {
      Assumptions.abort("SKIPPED: no strace that may trace (package strace, ptrace allowed)");
    }
    return KernelLab.run("ip", "-V").strip();
  }

  /**
   * Has {@code ip} carry out these rows of one family, in that namespace.
   *
   * @return for each the message that it sent, with the sequence number 0
   */
  static List<byte[]> changes(String namespace, IpFamily family, List<Row> rows)
      throws IOException {
    Path batch = Files.createTempFile("ip", ".batch");
    Path trace = Files.createTempFile("ip", ".strace");
    try {
      Files.write(batch, rows.stream().map(Row::words).toList());
      String strace = "strace -e trace=sendmsg -e write=all -xx -o " + trace;
      String ip = " ip " + IpCommands.flag(family) + " -n " + namespace + " -batch " + batch;
      String _ = KernelLab.run((strace + ip).split(" "));
      List<byte[]> changes = new ArrayList<>();
      for (byte[] message : dumped(Files.readAllLines(trace, StandardCharsets.UTF_8))) {
        if (isChange(message)) {
          changes.add(message);
        }
      }
      return changes;
    } finally {
      Files.delete(batch);
      Files.delete(trace);
    }
  }

  /** It asks for the indexes of interfaces as well. */
  private static boolean isChange(byte[] message) {
    int type = ByteBuffer.wrap(message).order(ByteOrder.nativeOrder()).getShort(4);
    return switch (type) {
      case Netlink.RTM_NEWROUTE, Netlink.RTM_DELROUTE, Netlink.RTM_NEWRULE, Netlink.RTM_DELRULE ->
          true;
      default -> false;
    };
  }

  private static List<byte[]> dumped(List<String> lines) {
    List<StringBuilder> messages = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(FIRST_LINE)) {
        messages.add(new StringBuilder());
      }
      if (line.startsWith(LINE)) {
        messages.getLast().append(line.substring(FIRST_COLUMN, LAST_COLUMN).replace(" ", ""));
      }
    }
    return messages.stream().map(hex -> unnumbered(HexFormat.of().parseHex(hex))).toList();
  }

  private static byte[] unnumbered(byte[] message) {
    return ByteBuffer.wrap(message).putInt(8, 0).array();
  }
}
