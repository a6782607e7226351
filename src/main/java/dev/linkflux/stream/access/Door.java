package dev.linkflux.stream.access;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Streams that go on for long: they end soon after what they were opened by. */
public final class Door {
  private final Gatekeeper gatekeeper;
  private final Map<Channel, Guest> open = new ConcurrentHashMap<>();

  /**
   * One who was let in.
   *
   * @param asked without what proved who it is
   */
  private record Guest(Asked asked, Caller caller) {}

  public Door(Gatekeeper gatekeeper) {
    this.gatekeeper = gatekeeper;
  }

  /**
   * One has been let in, and stays for long. If he could not be any more, as the rules have changed
   * since he was judged, he is seen off at once.
   */
  public void enter(Channel channel, Asked asked, Caller caller, long now) {
    Guest guest = new Guest(asked.unproved(), caller);
    if (open.put(channel, guest) == null) {
      channel.closeFuture().addListener(_ -> open.remove(channel));
    }
    // Behind the entry: a change of the rules is either seen here, or sees what is entered.
    if (!gatekeeper.holds(guest.asked, caller, now)) {
      var _ = channel.close();
    }
  }

  /** Sees off those who may no longer; what they were sent until now they have. */
  public void look(long now) {
    List<Channel> gone = new ArrayList<>();
    open.forEach(
        (channel, guest) -> {
          if (!gatekeeper.holds(guest.asked, guest.caller, now)) {
            gone.add(channel);
          }
        });
    for (Channel channel : gone) {
      var _ = channel.close();
    }
  }
}
