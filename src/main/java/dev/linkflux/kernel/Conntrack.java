package dev.linkflux.kernel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The tracked connections of one network namespace, read one by one whatever their number, and
 * forgotten one by one. Calls take as long as the table is; they are not for event loops. Needs
 * CAP_NET_ADMIN, to read as well.
 */
public final class Conntrack implements AutoCloseable {
  /** Deleted in one go, while the kernel goes on to tell the table. */
  private static final int BATCH = 64;

  private final NetlinkSocket reading;
  private final NetlinkSocket deleting;

  private Conntrack(NetlinkSocket reading, NetlinkSocket deleting) {
    this.reading = reading;
    this.deleting = deleting;
  }

  /**
   * Opens it in the present network namespace, to which it stays tied.
   *
   * @throws SystemCallException EPROTONOSUPPORT if the kernel has no netfilter
   */
  public static Conntrack open() throws SystemCallException {
    NetlinkSocket reading = NetlinkSocket.open(NetlinkSocket.NETFILTER);
    try {
      return new Conntrack(reading, NetlinkSocket.open(NetlinkSocket.NETFILTER));
    } catch (SystemCallException e) {
      reading.close();
      throw e;
    }
  }

  /**
   * Tells each entry as it comes. What begins or ends meanwhile may be told or not, and something
   * may come twice.
   *
   * @throws NetlinkException EPERM without CAP_NET_ADMIN, EINVAL if the kernel tracks no
   *     connections
   */
  public void flows(Consumer<FlowEntry> visitor) throws IOException {
    visit(visitor::accept);
  }

  /**
   * Forgets those entries, and no other: each by its own packets and by its id, so that one that
   * came into its place lives on. What is gone already is passed over.
   *
   * @return how many were forgotten
   * @throws NetlinkException as for {@link #flows}; some may be forgotten by then
   */
  public int expire(Predicate<FlowEntry> which) throws IOException {
    List<FlowEntry> chosen = new ArrayList<>();
    int[] forgotten = {0};
    visit(
        flow -> {
          if (which.test(flow)) {
            chosen.add(flow);
          }
          if (chosen.size() == BATCH) {
            forgotten[0] += forget(chosen);
            chosen.clear();
          }
        });
    return forgotten[0] + forget(chosen);
  }

  @FunctionalInterface
  private interface Visitor {
    void flow(FlowEntry flow) throws IOException;
  }

  private void visit(Visitor visitor) throws IOException {
    NetlinkWriter request = FlowCodec.begin(Ctnetlink.GET, 0, Linux.AF_UNSPEC);
    boolean _ =
        reading.dump(
            request,
            "tracked connections",
            message -> {
              FlowEntry flow =
                  message.type() == Ctnetlink.NEW ? FlowCodec.read(message.body()) : null;
              if (flow != null) {
                visitor.flow(flow);
              }
            });
  }

  /** Forgets these, and answers how many of them there still were. */
  int forget(List<FlowEntry> flows) throws IOException {
    List<NetlinkWriter> requests = flows.stream().map(FlowCodec::deletion).toList();
    List<String> about = flows.stream().map(flow -> flow.original().toString()).toList();
    int forgotten = 0;
    for (Optional<NetlinkException> refusal : deleting.batch(requests, about)) {
      if (refusal.isEmpty()) {
        forgotten++;
      } else if (!refusal.get().is(Errno.ENOENT)) {
        throw refusal.get();
      }
    }
    return forgotten;
  }

  @Override
  public void close() {
    reading.close();
    deleting.close();
  }
}
