package dev.linkflux.wire.dns;

import dev.linkflux.ClosedPort;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.DatagramChannel;

/** A port that is free both for UDP and for TCP, and that the kernel gives nobody; held by both. */
record PortPair(DatagramChannel udp, ServerSocket tcp) implements Closeable {
  private static final int TRIES = 100;

  static PortPair open(InetAddress host) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int port = ClosedPort.of(host);
      DatagramChannel udp = DatagramChannel.open();
      try {
        return new PortPair(
            udp.bind(new InetSocketAddress(host, port)), new ServerSocket(port, 16, host));
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
