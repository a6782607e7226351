package dev.linkflux.kernel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A netlink socket for requests: each call blocks until the kernel has answered, which takes
 * microseconds; still it is not for event loops. Calls of several threads wait for one another.
 * After a failure the next call begins on a new descriptor.
 */
public final class NetlinkSocket implements AutoCloseable {
  /** Routes, rules, addresses, links. */
  public static final int ROUTE = 0;

  /** Generic netlink, like mptcp_pm. */
  public static final int GENERIC = 16;

  /** Connection tracking. */
  public static final int NETFILTER = 12;

  /** Dumps that are begun anew because the kernel's table changed meanwhile. */
  private static final int DUMP_ATTEMPTS = 10;

  private final int protocol;
  private final NetlinkConnection connection;
  private int sequence;

  private NetlinkSocket(NetlinkOptions options) {
    this.protocol = options.protocol();
    this.connection = new NetlinkConnection(options);
  }

  /**
   * Opens a socket in the present network namespace, to which it stays tied.
   *
   * @param protocol {@link #ROUTE}, {@link #GENERIC}, ...
   */
  public static NetlinkSocket open(int protocol) throws SystemCallException {
    return open(NetlinkOptions.of(protocol));
  }

  static NetlinkSocket open(NetlinkOptions options) throws SystemCallException {
    NetlinkSocket socket = new NetlinkSocket(options);
    NetlinkWire _ = socket.connection.wire();
    return socket;
  }

  /**
   * The port id that the kernel gave the present descriptor. It changes when one is opened anew
   * after a failure: to tell whose change was announced, ask {@link #isOwn}.
   */
  public int port() {
    return connection.port();
  }

  /** Whether that port id is or lately was that of this socket. */
  public boolean isOwn(int port) {
    return connection.isOwn(port);
  }

  /**
   * Sends a request and waits until the kernel has done it.
   *
   * @param about what it does, for the error message
   * @return what the kernel sent besides its ACK
   * @throws NetlinkException if the kernel refused it
   * @throws SystemCallException if the socket failed, EAGAIN if no answer came in time
   */
  public synchronized List<NetlinkMessage> request(NetlinkWriter request, String about)
      throws IOException {
    List<NetlinkMessage> messages = new ArrayList<>();
    boolean _ = converse(request, Netlink.NLM_F_REQUEST | Netlink.NLM_F_ACK, about, messages::add);
    return messages;
  }

  /**
   * Sends many requests, as few datagrams as they fit into, and waits until the kernel has done
   * them one after the other. One that is refused does not hold up the others.
   *
   * @param about what each does, for the error message
   * @return for each request what the kernel said against it; empty if it was carried out
   * @throws SystemCallException if the socket failed, EAGAIN or ENOBUFS if an answer is missing:
   *     then any of them may have been carried out, or not
   */
  public synchronized List<Optional<NetlinkException>> batch(
      List<NetlinkWriter> requests, List<String> about) throws IOException {
    if (requests.size() != about.size()) {
      throw new IllegalArgumentException(about.size() + " words on " + requests.size());
    }
    List<Optional<NetlinkException>> answers = new ArrayList<>();
    while (answers.size() < requests.size()) {
      int from = answers.size();
      int to = from + NetlinkBatch.fitting(requests.subList(from, requests.size()));
      int first = sequence + 1;
      sequence += to - from;
      NetlinkBatch batch =
          new NetlinkBatch(protocol, requests.subList(from, to), about.subList(from, to), first);
      exchange(batch);
      answers.addAll(batch.answers());
    }
    return answers;
  }

  private void exchange(NetlinkBatch batch) throws IOException {
    try {
      connection.exchange(batch.datagram(), batch);
    } catch (SystemCallException e) {
      throw new SystemCallException(e.call(), e.errno(), batch.toString());
    }
  }

  /** Takes the messages of a dump one by one. */
  @FunctionalInterface
  public interface Visitor {
    void message(NetlinkMessage message) throws IOException;
  }

  /**
   * Asks for a whole table. If it changed while it was read, it is read again.
   *
   * @throws NetlinkException if the kernel refused, EINTR if the table never stood still
   * @throws SystemCallException as for {@link #request}
   */
  public synchronized List<NetlinkMessage> dump(NetlinkWriter request, String about)
      throws IOException {
    List<NetlinkMessage> messages = new ArrayList<>();
    for (int attempt = 0; attempt < DUMP_ATTEMPTS; attempt++) {
      messages.clear();
      if (dump(request, about, messages::add)) {
        return messages;
      }
    }
    String name = Netlink.requestName(protocol, request);
    throw new NetlinkException(name, Errno.EINTR.number(), about, "the table keeps changing");
  }

  /**
   * Asks for a whole table, once, and keeps none of it: for large ones.
   *
   * @param visitor is given each message as it comes; its exception ends the dump
   * @return whether the table stood still meanwhile; if not, some of it may be missing, or have
   *     come twice
   * @throws NetlinkException if the kernel refused
   * @throws SystemCallException as for {@link #request}
   */
  public synchronized boolean dump(NetlinkWriter request, String about, Visitor visitor)
      throws IOException {
    return converse(request, Netlink.NLM_F_REQUEST | Netlink.NLM_F_DUMP, about, visitor);
  }

  /** Answers whether the table that was asked for stood still. */
  private boolean converse(NetlinkWriter request, int flags, String about, Visitor visitor)
      throws IOException {
    sequence++;
    String name = Netlink.requestName(protocol, request);
    NetlinkAnswer answer = new NetlinkAnswer(name, about, sequence, visitor);
    connection.exchange(request.finish(flags, sequence), answer);
    return answer.isConsistent();
  }

  /** Closes the socket and frees its memory. To close it again does nothing. */
  @Override
  public synchronized void close() {
    connection.close();
  }
}
