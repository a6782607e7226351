package dev.linkflux.trace.foreign;

import java.io.InputStream;
import java.util.regex.Pattern;

/**
 * What {@code fping} prints with {@code -D} and {@code -l}, {@code -c} or {@code -C}, of any number
 * of hosts; the summary of {@code -C}, and that of {@code -c}, where nothing else is left.
 */
final class Fping implements Format {
  private static final Pattern LINE =
      Pattern.compile(" : \\[\\d+\\], | : xmt/rcv/%loss = |^\\S+ +:(?: (?:\\d+(?:\\.\\d+)?|-))+$");

  @Override
  public boolean begins(Opening opening) {
    return !opening.isJson() && opening.has(LINE);
  }

  @Override
  public Log open(InputStream in, Origin origin) {
    return new FpingLog(in, origin);
  }
}
