package dev.linkflux.server;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the checks of one server for what they are, and tells what is held of it through each
 * uplink: what fails through an uplink that itself fails is no evidence of the server. One owner;
 * not thread safe.
 */
final class Verdicts {
  private final Paths paths;
  private final Footing footing;
  private final Sentences sentences;

  Verdicts(Paths paths, Footing footing, Sentences sentences) {
    this.paths = paths;
    this.footing = footing;
    this.sentences = sentences;
  }

  /** A check has ended. While everything is silent at once, what fails is not even told. */
  void take(Checked check, Consumer<? super Event> next) {
    Path path = paths.of(check.uplink());
    Breach broken = broken(check);
    boolean evidence =
        check.serves() ? !footing.isDown(check.uplink()) : footing.counts(check.uplink());
    if (broken != null && !check.serves()) {
      if (footing.isDown(check.uplink())) {
        broken = down(check.uplink());
      }
      evidence &= broken.rung() != Rung.UPLINK;
    }
    if (evidence) {
      path.take(check, broken);
    } else {
      path.forget();
    }
    boolean nobodysFault = !check.serves() && footing.isIsolated();
    if (!nobodysFault) {
      tell(path, check, broken, next);
    }
  }

  /** What is broken; of one that does not serve there is always something. */
  private static @Nullable Breach broken(Checked check) {
    if (check.serves() || check.breach() != null) {
      return check.breach();
    }
    return check.dns() == null ? new Breach(Rung.HOST_UNREACHABLE, "no answer") : check.dns();
  }

  private Breach down(UplinkId uplink) {
    return new Breach(Rung.UPLINK, footing.cause(uplink).wire());
  }

  private void tell(
      Path path, Checked check, @Nullable Breach broken, Consumer<? super Event> next) {
    boolean byUplink = broken != null && broken.rung() == Rung.UPLINK;
    Breach failed = check.dns();
    Rung dns = failed == null || byUplink ? null : failed.rung();
    if (News.isNews(path.told, check.serves(), broken) || path.toldDns != dns) {
      ServerVerdict verdict = sentences.verdict(check, broken);
      path.told = verdict;
      path.toldDns = dns;
      next.accept(verdict);
    }
  }

  /** An uplink is down: what was found through it says nothing any more, and it is to blame. */
  void fell(UplinkId uplink, Moment at, Consumer<? super Event> next) {
    Path path = paths.of(uplink);
    path.forget();
    ServerVerdict told = path.told;
    Breach now = down(uplink);
    if (told != null && !told.serves() && News.isNews(told, false, now)) {
      ServerVerdict verdict = sentences.verdict(at, uplink, now);
      path.told = verdict;
      next.accept(verdict);
    }
  }
}
