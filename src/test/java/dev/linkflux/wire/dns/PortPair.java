package dev.linkflux.wire.dns;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.DatagramChannel;

/**
 * A port that was free both for UDP and for TCP, held by both. The kernel chooses by UDP alone, and
 * what it chooses may be taken for TCP: then another one is taken.
 */
record PortPair(DatagramChannel udp, ServerSocket tcp) implements Closeable {
  private static final int TRIES = 100;

  static PortPair open(InetAddress host) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      DatagramChannel udp = DatagramChannel.open().bind(new InetSocketAddress(host, 0));
      int port = ((InetSocketAddress) udp.getLocalAddress()).getPort();
      try {
        return new PortPair(udp, new ServerSocket(port, 16, host));
      } catch (BindException _) {
        udp.close();
      }
    }
    throw new BindException("no port of " + host + " is free for both UDP and TCP");
  }

  int port() {
    return tcp.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
  }
}
