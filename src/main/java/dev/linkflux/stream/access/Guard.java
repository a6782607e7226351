package dev.linkflux.stream.access;

import dev.linkflux.control.Access;
import io.netty.handler.ssl.SslContext;
import java.security.SecureRandom;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** All that watch over one server, and follow another access but for its TLS. */
public final class Guard {
  private final Gatekeeper gatekeeper;
  private final Door door;
  private final TokenFiles tokens;
  private final @Nullable ServerTls tls;
  private final Crowd crowd;
  private final IntUnaryOperator room;
  private volatile Access access;

  /**
   * Reads tokens and certificate, if there are any, which blocks.
   *
   * @param room gives how many connections there may be with so many clients
   * @param random that never waits
   * @param told takes sentences for the operator
   */
  public Guard(
      Access access,
      Hosts hosts,
      IntUnaryOperator room,
      SecureRandom random,
      Consumer<String> told) {
    this.access = access;
    this.room = room;
    gatekeeper = new Gatekeeper(access, hosts, random::nextBytes);
    door = new Door(gatekeeper);
    tokens = new TokenFiles(access, gatekeeper, told);
    Access.Tls files = access.tls();
    tls = files == null ? null : new ServerTls(files, told);
    int most = room.applyAsInt(access.clients());
    crowd = new Crowd(most, mostOfOne(most));
    read();
  }

  private static int mostOfOne(int most) {
    return Math.max(64, most / 4);
  }

  public Gatekeeper gatekeeper() {
    return gatekeeper;
  }

  public Door door() {
    return door;
  }

  public Crowd crowd() {
    return crowd;
  }

  /** What handshakes go by, or null if what is said is not encrypted. */
  public @Nullable SslContext context(SecureRandom random) {
    return tls == null ? null : tls.context(random);
  }

  /** True if there are files to be read again and again. */
  public boolean hasFiles() {
    return tls != null || !access.tokens().isEmpty();
  }

  /** Reads tokens and certificate again; blocks. */
  public void read() {
    if (hasFiles()) {
      tokens.read();
    }
    if (tls != null) {
      tls.read();
    }
  }

  /**
   * From now on another access holds, of which {@link TokenFiles#check} has found nothing; blocks
   * on its files. Who is let in by it no longer is seen off at once.
   *
   * @param at nanoseconds of the origin that the gatekeeper is told
   */
  public synchronized void follow(Access now, long at) {
    boolean isOtherwiseFull = now.clients() != access.clients();
    access = now;
    tokens.follow(now);
    door.look(at);
    if (isOtherwiseFull) {
      int most = room.applyAsInt(now.clients());
      crowd.resize(most, mostOfOne(most));
    }
  }
}
