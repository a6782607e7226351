package dev.linkflux.resolve;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What is known of a name in one family.
 *
 * @param addresses maybe none
 * @param exists whether there is such a name
 * @param failure why nothing is known of it, or null
 */
record Found(List<InetAddress> addresses, boolean exists, @Nullable UnresolvedException failure) {
  static final Found NO_NAME = new Found(List.of(), false, null);
  static final Found NO_ADDRESS = new Found(List.of(), true, null);

  Found {
    addresses = List.copyOf(addresses);
  }

  static Found of(List<InetAddress> addresses) {
    return new Found(addresses, true, null);
  }

  /** The other family may do without. */
  static Mono<Found> failed(Throwable failure) {
    return failure instanceof UnresolvedException unresolved
        ? Mono.just(new Found(List.of(), true, unresolved))
        : Mono.error(failure);
  }
}
