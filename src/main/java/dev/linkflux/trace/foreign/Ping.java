package dev.linkflux.trace.foreign;

import java.io.InputStream;
import java.util.regex.Pattern;

/**
 * What {@code ping} of iputils prints, best with {@code -D} and {@code -O}, in any language; that
 * of BSD, macOS and busybox looks nearly the same. Several runs may stand in one file.
 */
final class Ping implements Format {
  private static final Pattern LINE = Pattern.compile("^PING \\S+|icmp_seq=\\d+|\\bseq=\\d+ ttl=");

  @Override
  public boolean begins(Opening opening) {
    return !opening.isJson() && opening.has(LINE);
  }

  @Override
  public Log open(InputStream in, Origin origin) {
    return new PingLog(in, origin);
  }
}
