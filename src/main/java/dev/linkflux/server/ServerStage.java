package dev.linkflux.server;

import dev.linkflux.decision.Rules;
import dev.linkflux.time.Event;
import dev.linkflux.time.Stage;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import java.util.List;
import java.util.function.Consumer;

/** From checks to verdicts, transitions and elections of servers. Passes on all that it sees. */
public final class ServerStage implements Stage {
  /**
   * @param dampening how flapping delays the return
   */
  public ServerStage(List<Server> servers, List<Uplink> uplinks, Rules.Dampening dampening) {}

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    next.accept(event);
  }
}
