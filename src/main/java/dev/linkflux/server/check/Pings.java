package dev.linkflux.server.check;

import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What echoes say of a host and of its port. */
final class Pings {
  private Pings() {}

  /**
   * What it means that nobody answers at a port.
   *
   * @param echo how a ping ended meanwhile, or null if that is not known
   * @param sent SYNs, or 0 if that is not known
   */
  static Breach silentPort(@Nullable Echo echo, long sent, Duration limit) {
    String silence = "no answer to " + syns(sent) + " within " + Figures.seconds(limit);
    return switch (echo) {
      case Echo.Answered(var nanos) ->
          new Breach(Rung.PORT_FILTERED, silence + "; ping answers in " + Figures.millis(nanos));
      case Echo.Reported(var type, var code, var reporter) ->
          new Breach(
              Rung.HOST_UNREACHABLE,
              silence + "; to a ping " + Obstruction.says(type, code, reporter));
      case Echo.Silent() -> new Breach(Rung.HOST_UNREACHABLE, silence + ", nor to a ping");
      case null -> new Breach(Rung.HOST_UNREACHABLE, silence);
      case Echo.Local _ -> new Breach(Rung.HOST_UNREACHABLE, silence);
    };
  }

  private static String syns(long sent) {
    return sent == 0 ? "a SYN" : String.format(Locale.ROOT, "%d SYN%s", sent, sent == 1 ? "" : "s");
  }
}
