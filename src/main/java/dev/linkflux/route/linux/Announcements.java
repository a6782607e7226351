package dev.linkflux.route.linux;

import dev.linkflux.kernel.NetlinkEvent;
import dev.linkflux.kernel.NetlinkEvent.Overrun;
import dev.linkflux.kernel.NetlinkEvents;
import dev.linkflux.kernel.SystemCallException;
import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.Future;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;

/** What the kernel announces of a network namespace, as a stream. */
final class Announcements {
  private Announcements() {}

  /**
   * Those of the namespace of the thread that subscribes, after an {@link Overrun} that says that
   * every change is announced from there on; an error if netlink fails.
   *
   * @param loop hears them, and tells them; an epoll loop
   */
  static Flux<NetlinkEvent> on(IoEventLoop loop) {
    return on(loop, NetlinkEvents.RECEIVE_BUFFER_BYTES);
  }

  /**
   * The same.
   *
   * @param receiveBuffer room for what waits, in bytes
   */
  static Flux<NetlinkEvent> on(IoEventLoop loop, int receiveBuffer) {
    // None is dropped here: whoever asks for them lets few through.
    return Flux.create(sink -> hear(loop, receiveBuffer, sink), OverflowStrategy.BUFFER);
  }

  private static void hear(IoEventLoop loop, int receiveBuffer, FluxSink<NetlinkEvent> sink) {
    Consumer<NetlinkEvent> told = sink::next;
    try {
      Future<NetlinkEvents> opened = NetlinkEvents.open(loop, receiveBuffer, told, sink::error);
      opened.addListener(_ -> fail(opened, sink));
      sink.onDispose(() -> opened.addListener(_ -> close(opened)));
      told.accept(new Overrun("nothing was heard until now"));
    } catch (SystemCallException e) {
      sink.error(e);
    }
  }

  private static void fail(Future<NetlinkEvents> opened, FluxSink<NetlinkEvent> sink) {
    if (!opened.isSuccess()) {
      sink.error(opened.cause());
    }
  }

  private static void close(Future<NetlinkEvents> opened) {
    if (opened.isSuccess()) {
      opened.getNow().close();
    }
  }
}
