package dev.linkflux.stream;

import dev.linkflux.decision.StateName;
import dev.linkflux.server.Checked;
import dev.linkflux.server.Located;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a server stands now.
 *
 * @param cause as {@link ServerTransition#cause}
 * @param since when it got into that state
 * @param sentence of the transition that led there; empty before the first one
 * @param hint what to do about it; empty if there is nothing to do
 * @param located the latest word on where it is, or null before it
 * @param through what is known of it through each uplink, in the order of these
 */
record ServerStatus(
    Server server,
    StateName state,
    String cause,
    Moment since,
    String sentence,
    String hint,
    @Nullable Located located,
    List<Through> through) {
  /**
   * What is known of a server through one uplink.
   *
   * @param verdict the latest, or null before it
   * @param checked the latest, or null before it
   */
  record Through(UplinkId uplink, @Nullable ServerVerdict verdict, @Nullable Checked checked) {
    /** True if it is of use through this uplink, as far as is known. */
    boolean serves() {
      return verdict == null ? checked != null && checked.serves() : verdict.serves();
    }
  }

  ServerStatus {
    through = List.copyOf(through);
  }

  /**
   * One of which nothing is known yet.
   *
   * @param since when it is there
   */
  static ServerStatus atStart(Server server, Moment since) {
    return new ServerStatus(server, StateName.UNKNOWN, "started", since, "", "", null, List.of());
  }

  ServerStatus with(ServerTransition it) {
    return new ServerStatus(
        server, it.to(), it.cause(), it.at(), it.sentence(), it.hint(), located, through);
  }

  ServerStatus with(Located newer) {
    return new ServerStatus(server, state, cause, since, sentence, hint, newer, through);
  }

  ServerStatus with(ServerVerdict it) {
    return with(it.uplink(), before -> new Through(before.uplink(), it, before.checked()));
  }

  ServerStatus with(Checked it) {
    return with(it.uplink(), before -> new Through(before.uplink(), before.verdict(), it));
  }

  private ServerStatus with(UplinkId uplink, Function<Through, Through> change) {
    List<Through> now = new ArrayList<>(through);
    Through before = new Through(uplink, null, null);
    for (Through one : through) {
      if (one.uplink().equals(uplink)) {
        now.remove(one);
        before = one;
      }
    }
    now.add(change.apply(before));
    now.sort(Comparator.comparingInt(one -> one.uplink().ordinal()));
    return new ServerStatus(server, state, cause, since, sentence, hint, located, now);
  }

  /**
   * The same under other settings. What was found elsewhere is not of where it is now.
   *
   * @param now of the same name
   */
  ServerStatus under(Server now, Successors names) {
    boolean same = now.hosts().equals(server.hosts());
    List<Through> left = new ArrayList<>();
    if (same) {
      for (Through one : through) {
        UplinkId uplink = names.of(one.uplink());
        if (uplink != null) {
          left.add(new Through(uplink, one.verdict(), one.checked()));
        }
      }
      left.sort(Comparator.comparingInt(one -> one.uplink().ordinal()));
    }
    return new ServerStatus(now, state, cause, since, sentence, hint, same ? located : null, left);
  }

  /** What is known of it through an uplink; null if nothing is. */
  @Nullable Through through(UplinkId uplink) {
    return through.stream().filter(one -> one.uplink().equals(uplink)).findFirst().orElse(null);
  }

  /** Where it is, as far as is known. */
  List<InetAddress> addresses() {
    return located == null ? server.literals() : located.addresses();
  }

  /** True if the name servers do not give these addresses any more. */
  boolean isStale() {
    return located != null && located.stale();
  }
}
