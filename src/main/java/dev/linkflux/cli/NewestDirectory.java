package dev.linkflux.cli;

import dev.linkflux.engine.Directory;
import dev.linkflux.engine.Resolution;
import dev.linkflux.uplink.Naming;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Finds addresses by the newest configuration, whoever has it and since when. It is made when it is
 * first needed: where nobody has a name, the name servers of the system do not matter. It is
 * changed by one thread at a time, and asked from any.
 */
final class NewestDirectory implements Directory {
  private final Function<Naming, Directory> maker;
  private Naming naming;
  private volatile @Nullable Directory present;

  /**
   * Makes none yet.
   *
   * @param naming how names are resolved
   * @param maker makes one; may block
   */
  NewestDirectory(Naming naming, Function<Naming, Directory> maker) {
    this.naming = naming;
    this.maker = maker;
  }

  /** From now on it can be asked. May block. */
  void need() {
    if (present == null) {
      present = maker.apply(naming);
    }
  }

  /** Goes by another configuration. May block. */
  void follow(Naming newest) {
    if (!newest.equals(naming)) {
      naming = newest;
      present = present == null ? null : maker.apply(newest);
    }
  }

  @Override
  public Mono<List<InetAddress>> resolve(Uplink uplink, String name) {
    return Mono.defer(() -> present(name).resolve(uplink, name));
  }

  @Override
  public Mono<Resolution> lookUp(Uplink uplink, String name) {
    return Mono.defer(() -> present(name).lookUp(uplink, name));
  }

  private Directory present(String name) {
    Directory known = present;
    if (known == null) {
      throw new IllegalStateException("asked for " + name);
    }
    return known;
  }
}
