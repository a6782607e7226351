package dev.linkflux.stream.access;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Streams that go on for long: they end soon after what they were opened by. */
public final class Door {
  private final Gatekeeper gatekeeper;
  private final Map<Channel, Caller> open = new ConcurrentHashMap<>();

  public Door(Gatekeeper gatekeeper) {
    this.gatekeeper = gatekeeper;
  }

  /** One has been let in, and stays for long. */
  public void enter(Channel channel, Caller caller) {
    if (caller.held() != null) {
      open.put(channel, caller);
      channel.closeFuture().addListener(_ -> open.remove(channel));
    }
  }

  /** Sees off those who may no longer; what they were sent until now they have. */
  public void look(long now) {
    List<Channel> gone = new ArrayList<>();
    open.forEach(
        (channel, caller) -> {
          if (!gatekeeper.holds(caller, now)) {
            gone.add(channel);
          }
        });
    for (Channel channel : gone) {
      var _ = channel.close();
    }
  }
}
