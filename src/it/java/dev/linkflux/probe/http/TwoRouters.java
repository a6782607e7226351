package dev.linkflux.probe.http;

import dev.linkflux.lab.Fork;
import dev.linkflux.lab.Namespace;
import java.util.ArrayList;
import java.util.List;

/**
 * Two ways out to two routers that say over HTTP which they are. What lies behind the second,
 * 203.0.113.0/24 and fd79:9::/64, is refused there as unreachable.
 */
final class TwoRouters implements AutoCloseable {
  static final int PORT = 80;

  final Namespace near;
  private final Fork fork;
  private final List<RawServer> servers = new ArrayList<>();

  private TwoRouters(Fork fork) {
    this.fork = fork;
    this.near = fork.near();
  }

  static TwoRouters open() {
    TwoRouters lab = new TwoRouters(Fork.open());
    try {
      lab.serve(1);
      lab.serve(2);
      lab.fork
          .router(2)
          .ip("route add unreachable 203.0.113.0/24", "route add unreachable fd79:9::/64");
      return lab;
    } catch (RuntimeException failure) {
      lab.close();
      throw failure;
    }
  }

  private void serve(int number) {
    for (String address : List.of(Fork.V4, Fork.V6)) {
      servers.add(
          fork.router(number)
              .call(
                  () ->
                      new RawServer(
                          address,
                          PORT,
                          client ->
                              RawServer.send(
                                  client, "HTTP/1.1 200 OK\r\n\r\nthis is router " + number))));
    }
  }

  @Override
  public void close() {
    servers.forEach(RawServer::close);
    fork.close();
  }
}
