package dev.linkflux.kernel;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lets an epoll event loop of Netty read a file descriptor of ours when something has arrived. */
final class LoopReader implements EpollIoHandle {
  /** What is read. The loop alone calls it, once it is registered. */
  interface Source {
    int fd();

    /** Reads what has arrived. To throw ends the reading. */
    void drain() throws IOException;

    /** {@link #drain} threw; {@link #close} follows. */
    void failed(IOException cause);

    /** Frees everything; may be called more than once. */
    void close();
  }

  private static final EpollIoOps READABLE = EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLERR);

  private final IoEventLoop loop;
  private final Source source;
  private final FileDescriptor fd;
  private final Promise<Void> closed;
  private @Nullable IoRegistration registration;
  private boolean finished;

  private LoopReader(IoEventLoop loop, Source source) {
    this.loop = loop;
    this.source = source;
    this.fd = new FileDescriptor(source.fd());
    this.closed = loop.newPromise();
  }

  /**
   * Registers the source. It belongs to the loop from then on, and is closed if that fails.
   *
   * @throws IllegalArgumentException if the loop is not an epoll loop
   */
  static Future<LoopReader> open(IoEventLoop loop, Source source) {
    if (!loop.isCompatible(LoopReader.class)) {
      source.close();
      throw new IllegalArgumentException(
          loop + " is no epoll event loop; Linux and netty-transport-native-epoll are needed");
    }
    LoopReader reader = new LoopReader(loop, source);
    Promise<LoopReader> opened = loop.newPromise();
    Future<IoRegistration> registered = loop.register(reader);
    registered.addListener(_ -> reader.registered(registered, opened));
    return opened;
  }

  private void registered(Future<IoRegistration> outcome, Promise<LoopReader> opened) {
    if (!outcome.isSuccess()) {
      finish();
      opened.setFailure(outcome.cause());
      return;
    }
    registration = outcome.getNow();
    try {
      long _ = registration.submit(READABLE);
      opened.setSuccess(this);
    } catch (RuntimeException e) {
      finish();
      opened.setFailure(e);
    }
  }

  @Override
  public FileDescriptor fd() {
    return fd;
  }

  /** The loop says that something has arrived. */
  @Override
  public void handle(IoRegistration present, IoEvent event) {
    try {
      source.drain();
    } catch (IOException e) {
      source.failed(e);
      finish();
    }
  }

  /** Ends the reading and closes the source, on the loop, soon. May be called from anywhere. */
  @Override
  public void close() {
    if (loop.inEventLoop()) {
      finish();
    } else if (!loop.isShuttingDown()) {
      loop.execute(this::finish);
    }
  }

  /** Done when the source is closed. */
  Future<Void> closed() {
    return closed;
  }

  private void finish() {
    if (finished) {
      return;
    }
    finished = true;
    if (registration != null) {
      // Before the descriptor is closed: epoll must not be asked to forget one that is gone.
      boolean _ = registration.cancel();
    }
    source.close();
    closed.setSuccess(null);
  }
}
