package dev.linkflux.probe.dns;

import dev.linkflux.kernel.Rtt;
import java.net.InetAddress;
import org.xbill.DNS.Message;

/** Is told on the event loop what comes back through a {@link Line}. */
interface LineVisitor {
  /** The answer to a query came; maybe once more, maybe late. */
  void answered(Asked asked, Message answer, Rtt rtt);

  /** A query cannot be delivered, by ICMP type and code. */
  void undelivered(Asked asked, int type, int code, InetAddress reporter);

  /** Something came that is no answer to anything that was asked, or cannot be read. */
  void foreign();

  /**
   * A packet went out or came in.
   *
   * @param bytes of IP, its header included
   */
  void spent(long bytes);
}
