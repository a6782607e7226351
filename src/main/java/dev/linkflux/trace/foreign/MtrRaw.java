package dev.linkflux.trace.foreign;

import java.io.InputStream;
import java.util.regex.Pattern;

/**
 * What {@code mtr --raw} prints: every probe and every answer, but no times, so that its start must
 * be named.
 */
final class MtrRaw implements Format {
  private static final Pattern LINE = Pattern.compile("^(?:x \\d+ \\d+|h \\d+ \\S+)$");

  @Override
  public boolean begins(Opening opening) {
    return opening.begins(LINE);
  }

  @Override
  public Log open(InputStream in, Origin origin) {
    return new MtrRawLog(in, origin);
  }
}
