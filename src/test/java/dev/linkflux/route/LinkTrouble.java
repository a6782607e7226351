package dev.linkflux.route;

import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What happens to links: carriers, interfaces and addresses come and go, seen or too fast to be.
 */
final class LinkTrouble {
  private LinkTrouble() {}

  /**
   * Something happens to its interface.
   *
   * @return what
   */
  static String strike(Uplink uplink, FakeKernel kernel, RandomGenerator random) {
    FakeLinks.Link link = kernel.links.named(uplink.device());
    int ordinal = uplink.id().ordinal();
    if (link == null) {
      FakeLinks.Link _ =
          kernel.links.make(uplink.device(), RandomRouter.addresses(ordinal, random));
      return "plug in";
    }
    int what = random.nextInt(7);
    List<Prefix> before = List.copyOf(link.addresses);
    switch (what) {
      case 0 -> link.carrier = !link.carrier;
      case 1 -> {
        if (link.up) {
          kernel.down(link);
        } else {
          up(link, RandomRouter.addresses(ordinal, random));
        }
      }
      case 2 -> {
        // So quickly that nobody sees any difference.
        kernel.down(link);
        up(link, before);
      }
      case 3 -> kernel.remove(link);
      case 4 -> {
        kernel.remove(link);
        FakeLinks.Link _ = kernel.links.make(link.device, before);
      }
      case 5 -> {
        before.forEach(address -> kernel.remove(link, address));
        link.addresses.addAll(link.up ? RandomRouter.addresses(ordinal, random) : List.of());
      }
      default -> {
        before.forEach(address -> kernel.remove(link, address));
        link.addresses.addAll(before);
      }
    }
    kernel.linkNews = true;
    return "trouble " + what + " of";
  }

  private static void up(FakeLinks.Link link, List<Prefix> addresses) {
    link.up = true;
    link.addresses.clear();
    link.addresses.addAll(addresses);
  }
}
