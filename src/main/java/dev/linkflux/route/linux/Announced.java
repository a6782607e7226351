package dev.linkflux.route.linux;

import dev.linkflux.kernel.AddressEntry;
import dev.linkflux.kernel.LinkEntry;
import dev.linkflux.kernel.NetlinkEvent.AddressChanged;
import dev.linkflux.kernel.NetlinkEvent.LinkChanged;
import dev.linkflux.route.linux.News.Heard;
import dev.linkflux.route.linux.News.Reading;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was announced of links and addresses since the last reading. One owner; not thread safe.
 *
 * <p>An announcement acts at once where that is urgent: a link that loses its carrier, and an
 * address that goes (with which the kernel drops routes of ours, even if it is back before anybody
 * can look). All else waits for the reading that follows every announcement. A reading that began
 * before an announcement does not overrule it: it would make a lost carrier flap.
 */
final class Announced {
  private final Map<Integer, LinkSaid> links = new HashMap<>();

  /** By which announcement they went. */
  private final Map<AddressKey, Long> gone = new HashMap<>();

  private record LinkSaid(long number, LinkEntry link, boolean gone) {}

  private record AddressKey(int index, InetAddress address, int length) {
    static AddressKey of(AddressEntry entry) {
      return new AddressKey(entry.index(), entry.address(), entry.prefixLength());
    }
  }

  void hear(Heard heard) {
    switch (heard.event()) {
      case LinkChanged(var link, var isGone) ->
          links.put(link.index(), new LinkSaid(heard.number(), link, isGone));
      case AddressChanged(var address, var isGone) -> {
        if (isGone) {
          gone.put(AddressKey.of(address), heard.number());
        }
      }
      default -> {}
    }
  }

  /** Forgets what a reading has seen as well. */
  void forget(Reading reading) {
    links.values().removeIf(said -> said.number() <= reading.upTo());
    gone.values().removeIf(number -> number <= reading.upTo());
  }

  /** The interface of that name now; null if there is none. */
  @Nullable LinkEntry link(String device, Reading known) {
    Stream<LinkEntry> read =
        known.links().stream().filter(link -> !links.containsKey(link.index()));
    Stream<LinkEntry> said = links.values().stream().filter(one -> !one.gone()).map(LinkSaid::link);
    return Stream.concat(said, read)
        .filter(link -> link.name().equals(device))
        .findFirst()
        .orElse(null);
  }

  /** The addresses of an interface, without those that have gone. */
  List<AddressEntry> addresses(LinkEntry link, Reading known) {
    return known.addresses().stream()
        .filter(address -> address.index() == link.index())
        .filter(address -> !gone.containsKey(AddressKey.of(address)))
        .toList();
  }
}
