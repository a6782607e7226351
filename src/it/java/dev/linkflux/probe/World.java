package dev.linkflux.probe;

import dev.linkflux.lab.Lab;
import dev.linkflux.probe.udp.Reflector;
import dev.linkflux.probe.udp.ReflectorPort;
import dev.linkflux.uplink.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The servers of target 1, on its address of either family: echo, STAMP, HTTP, DNS. */
final class World {
  static final int ECHO_PORT = 7;
  static final int HTTP_PORT = 80;
  static final int DNS_PORT = 53;

  /** What the name server knows. */
  static final String NAME = "answer.example";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Lab lab;
  private final Path directory;

  private World(Lab lab, Path directory) {
    this.lab = lab;
    this.directory = directory;
  }

  /** Starts them; they end with the lab. */
  static void start(Lab lab, Path directory) throws IOException {
    World world = new World(lab, directory);
    world.echo(Lab.target(1));
    world.echo(Lab.target6(1));
    world.reflect();
    world.http();
    world.dns();
    world.awaitTcp(HTTP_PORT);
    world.awaitTcp(DNS_PORT);
  }

  private void echo(InetAddress address) {
    DatagramChannel channel =
        lab.owned(
            lab.world()
                .call(
                    () -> DatagramChannel.open().bind(new InetSocketAddress(address, ECHO_PORT))));
    Thread.ofPlatform().daemon().name("echo " + address).start(() -> echoAll(channel));
  }

  private static void echoAll(DatagramChannel channel) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(2048);
    try {
      while (channel.isOpen()) {
        var from = channel.receive(bytes.clear());
        int _ = channel.send(bytes.flip(), from);
      }
    } catch (IOException _) {
      // The lab is closed.
    }
  }

  private void reflect() {
    RouterLoop loop = lab.owned(new RouterLoop(lab.world()));
    Reflector reflector = new Reflector(null);
    for (InetAddress address : List.of(Lab.target(1), Lab.target6(1))) {
      InetSocketAddress local = new InetSocketAddress(address, Question.Stamp.PORT);
      ReflectorPort _ =
          loop.beside(
              () -> ReflectorPort.open(loop.loop(), local, reflector, _ -> {}).block(PATIENCE));
    }
  }

  private void http() throws IOException {
    Path config = directory.resolve("nginx.conf");
    Files.writeString(
        config,
        """
        daemon off;
        user root;
        pid %1$s/nginx.pid;
        error_log %1$s/nginx.log;
        events { }
        http {
          access_log off;
          client_body_temp_path %1$s/a;
          proxy_temp_path %1$s/b;
          fastcgi_temp_path %1$s/c;
          uwsgi_temp_path %1$s/d;
          scgi_temp_path %1$s/e;
          server {
            listen %2$s:80;
            listen [%3$s]:80;
            location / { return 204; }
          }
        }
        """
            .formatted(directory, Lab.target(1).getHostAddress(), Lab.target6(1).getHostAddress()));
    run("nginx", "-e", directory.resolve("nginx.log").toString(), "-c", config.toString());
  }

  private void dns() throws IOException {
    run(
        "dnsmasq",
        "--no-daemon",
        "--conf-file=/dev/null",
        "--no-resolv",
        "--no-hosts",
        "--bind-interfaces",
        "--user=root",
        "--pid-file=" + directory.resolve("dnsmasq.pid"),
        "--listen-address=" + Lab.target(1).getHostAddress(),
        "--listen-address=" + Lab.target6(1).getHostAddress(),
        "--address=/" + NAME + "/192.0.2.7");
  }

  private void run(String... command) throws IOException {
    List<String> all = new ArrayList<>(lab.world().command(List.of(command)));
    Process process =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(command[0] + ".out").toFile())
            .start();
    AutoCloseable _ = lab.owned(process::destroy);
  }

  private void awaitTcp(int port) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!lab.world().call(() -> isListening(port))) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("nobody listens on port " + port + ", see " + directory);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static boolean isListening(int port) {
    for (InetAddress address : List.of(Lab.target(1), Lab.target6(1))) {
      try {
        SocketChannel.open(new InetSocketAddress(address, port)).close();
      } catch (java.net.ConnectException _) {
        return false;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return true;
  }
}
