package dev.linkflux.trace.foreign;

import java.io.InputStream;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What {@code smokeinfo} prints: averages over the whole time, which cannot be replayed. */
final class Smokeinfo implements Format {
  private static final Pattern HEADER =
      Pattern.compile("\\bmed_avg\\b.*\\bmed_min\\b|\\bloss_avg\\b");

  @Override
  public boolean begins(Opening opening) {
    return !opening.isJson() && opening.begins(HEADER);
  }

  @Override
  public Log open(InputStream in, Origin origin) {
    return new LineLog(in) {
      @Override
      void line(String text, Consumer<? super Entry> into) throws Unclear {
        throw Unclear.whole(
            "is of smokeinfo: averages over all the time. What can be replayed is smokeping's"
                + " rawlog, or its file: rrdtool fetch FILE.rrd AVERAGE -s -7d");
      }
    };
  }
}
