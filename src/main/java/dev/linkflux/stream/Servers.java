package dev.linkflux.stream;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.server.Appointed;
import dev.linkflux.server.Checked;
import dev.linkflux.server.Located;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How all the servers stand now, and which one is in use. One owner: not thread safe. */
final class Servers {
  private List<ServerStatus> all;
  private @Nullable ServerElection election;
  private @Nullable Appointed appointed;
  private Moment activeSince = Moment.ZERO;

  Servers(List<Server> servers) {
    all =
        new ArrayList<>(servers.stream().map(it -> ServerStatus.atStart(it, Moment.ZERO)).toList());
  }

  void accept(Event event) {
    switch (event) {
      case Located it -> change(it.server(), before -> before.with(it));
      case Checked it -> change(it.server(), before -> before.with(it));
      case ServerVerdict it -> change(it.server(), before -> before.with(it));
      case ServerTransition it -> change(it.server(), before -> before.with(it));
      case ServerElection it -> elected(it);
      case Appointed it -> appointed = it;
      default -> {}
    }
  }

  private void change(ServerId id, UnaryOperator<ServerStatus> change) {
    int place = id.ordinal();
    if (place < all.size() && all.get(place).server().id().equals(id)) {
      all.set(place, change.apply(all.get(place)));
    }
  }

  /** What both settings name goes on; what is new begins, and what is gone is forgotten. */
  void reconfigured(Reconfigured it, Successors names) {
    List<ServerStatus> now = new ArrayList<>();
    for (Server server : it.settings().servers()) {
      ServerStatus before = named(server.name());
      now.add(before == null ? ServerStatus.atStart(server, it.at()) : before.under(server, names));
    }
    all = now;
    election = election == null ? null : elected(election, names);
    appointed = appointed == null ? null : appointed(appointed, names);
  }

  private static @Nullable ServerElection elected(ServerElection it, Successors names) {
    ServerId active = names.of(it.active());
    return active == null ? null : new ServerElection(it.at(), active, it.cause(), it.sentence());
  }

  /** Of an order for one that is gone it is remembered that there was one. */
  private static Appointed appointed(Appointed it, Successors names) {
    ServerId wanted = it.server();
    return new Appointed(it.at(), wanted == null ? null : names.of(wanted));
  }

  private void elected(ServerElection newer) {
    if (election == null || !newer.active().equals(election.active())) {
      activeSince = newer.at();
    }
    election = newer;
  }

  /** In the order of the configuration. */
  List<ServerStatus> all() {
    return List.copyOf(all);
  }

  /** Null if there is none of that name. */
  @Nullable ServerStatus named(String server) {
    return all.stream().filter(it -> it.server().name().equals(server)).findFirst().orElse(null);
  }

  ServerStatus of(ServerId server) {
    return all.get(server.ordinal());
  }

  /** The latest election, or null before the first one. */
  @Nullable ServerElection election() {
    return election;
  }

  boolean isActive(ServerStatus it) {
    return election != null && election.active().equals(it.server().id());
  }

  /** Since when the active one is. */
  Moment activeSince() {
    return activeSince;
  }

  /** True if the operator wants it to be used. */
  boolean isAppointed(ServerStatus it) {
    return appointed != null && it.server().id().equals(appointed.server());
  }

  /** True if this order, or a later one, is in what this shows. */
  boolean knows(Appointed order) {
    return appointed != null && !appointed.at().isBefore(order.at());
  }
}
