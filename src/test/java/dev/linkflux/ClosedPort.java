package dev.linkflux;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.SplittableRandom;

/**
 * A port that nobody listens on and that the kernel gives nobody: it is below those that it gives
 * to whoever asks for any (net.ipv4.ip_local_port_range), other tests among them.
 */
public final class ClosedPort {
  private static final int LOWEST = 12_000;
  private static final int HIGHEST = 30_000;
  private static final int TRIES = 100;

  private ClosedPort() {}

  /** One of an address of this machine. */
  public static int of(InetAddress address) throws IOException {
    SplittableRandom random = new SplittableRandom();
    for (int i = 1; ; i++) {
      int port = random.nextInt(LOWEST, HIGHEST);
      try (ServerSocket free = new ServerSocket()) {
        free.bind(new InetSocketAddress(address, port));
        return port;
      } catch (IOException taken) {
        if (i == TRIES) {
          throw taken;
        }
      }
    }
  }
}
