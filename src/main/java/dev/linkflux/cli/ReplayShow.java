package dev.linkflux.cli;

import dev.linkflux.control.Settings;
import dev.linkflux.replay.trial.Beginning;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays a trace until it is ended by a signal; a second configuration is told of beside the first.
 *
 * @param listen where to, or null: where the service does, or anywhere if that is taken
 */
record ReplayShow(
    ReplaySpan span,
    ReplayChoice.Wish wish,
    ReplaySpeed speed,
    @Nullable InetSocketAddress listen,
    PrintWriter out,
    PrintWriter err) {
  private static final int USUAL_PORT = 8470;

  /**
   * Plays; blocks until it is ended.
   *
   * @return the exit status
   * @throws Refusal if what is asked for cannot be played together
   */
  int play(List<RouterTraces> routers) {
    if (routers.size() > 1) {
      throw new Refusal(Refusal.WRONG, "linkflux: --speed plays one router at a time");
    }
    RouterTraces router = routers.getFirst();
    Beginning beginning = router.beginning(true);
    List<ReplayChoice> choices = ReplayChoice.of(wish, beginning, err);
    Playback playback =
        new Playback(
            new Playback.Show(
                router,
                beginning,
                span.of(beginning, false),
                choices.getFirst(),
                beside(choices),
                speed),
            new Loops(),
            err);
    return new Serving(playback, out, null)
        .serve(
            listen == null
                ? new InetSocketAddress[] {local(USUAL_PORT), local(0)}
                : new InetSocketAddress[] {listen},
            () -> {
              out.println(
                  choices.getFirst().name() + " decides; nothing is probed. Ctrl-C ends it.");
              out.println("dashboard: " + playback.address());
            });
  }

  private static @Nullable ReplayChoice beside(List<ReplayChoice> choices) {
    if (choices.size() == 1) {
      return null;
    }
    ReplayChoice first = choices.getFirst();
    ReplayChoice second = choices.get(1);
    if (choices.size() > 2) {
      throw new Refusal(
          Refusal.WRONG,
          "linkflux: --speed plays one configuration and tells of another; "
              + choices.size()
              + " are named");
    }
    if (!names(first.settings()).equals(names(second.settings()))) {
      throw new Refusal(
          Refusal.WRONG,
          "linkflux: %s cannot be told of beside %s: it has %s, and not %s"
              .formatted(
                  second.name(), first.name(), names(second.settings()), names(first.settings())));
    }
    return second;
  }

  private static String names(Settings settings) {
    return "the uplinks %s and the targets %s"
        .formatted(
            String.join(", ", settings.uplinks().stream().map(Uplink::name).toList()),
            String.join(", ", settings.targets().stream().map(Target::name).toList()));
  }

  private static InetSocketAddress local(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }
}
