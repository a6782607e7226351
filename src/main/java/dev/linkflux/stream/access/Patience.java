package dev.linkflux.stream.access;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a connection may take for the head of a request: the first one from its beginning on,
 * TLS included, and each other one from its first byte on. Bytes that trickle do not prolong it.
 */
public final class Patience {
  private final Crowd crowd;
  private final Duration limit;
  private boolean inHead = true;
  private boolean hasSpoken;
  private @Nullable Future<?> deadline;

  private Patience(Crowd crowd, Duration limit) {
    this.crowd = crowd;
    this.limit = limit;
  }

  /**
   * Watches over one connection.
   *
   * @param codec the name of the handler that makes requests of bytes
   */
  public static void over(Channel channel, String codec, Crowd crowd, Duration limit) {
    ChannelPipeline pipeline = channel.pipeline();
    if (!crowd.enter(channel)) {
      pipeline.addBefore(codec, "linkflux-full", new Full());
      return;
    }
    channel.closeFuture().addListener(_ -> crowd.leave(channel));
    Patience patience = new Patience(crowd, limit);
    pipeline.addBefore(codec, "linkflux-bytes", patience.new Bytes());
    pipeline.addAfter(codec, "linkflux-requests", patience.new Requests());
  }

  private void begin(ChannelHandlerContext context) {
    inHead = true;
    deadline =
        context.executor().schedule(() -> give(context), limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void end() {
    inHead = false;
    Future<?> running = deadline;
    if (running != null) {
      running.cancel(false);
      deadline = null;
    }
  }

  private void give(ChannelHandlerContext context) {
    if (hasSpoken) {
      refuse(context, "408 Request Timeout", "");
    } else {
      var _ = context.close();
    }
  }

  /** No request was understood, so this is no answer of the codec's. */
  private static void refuse(ChannelHandlerContext context, String status, String header) {
    ByteBuf answer =
        Unpooled.copiedBuffer(
            "HTTP/1.1 "
                + status
                + "\r\n"
                + header
                + "Connection: close\r\nContent-Length: 0\r\n\r\n",
            StandardCharsets.US_ASCII);
    var _ = context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
  }

  /** Before the codec. */
  private final class Bytes extends ChannelInboundHandlerAdapter {
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      begin(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      end();
      context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      hasSpoken = true;
      if (!inHead) {
        begin(context);
      }
      context.fireChannelRead(message);
    }
  }

  /** Behind the codec. */
  private final class Requests extends ChannelDuplexHandler {
    private boolean inBody;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest) {
        inBody = true;
        crowd.busy(context.channel());
      }
      if (inBody) {
        end(); // with each part of a body, too, which has a limit of its own
      }
      if (message instanceof LastHttpContent) {
        inBody = false;
      }
      context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      if (message instanceof LastHttpContent) {
        crowd.silent(context.channel());
      }
      var _ = context.write(message, promise);
    }
  }

  /** There is no room. */
  private static final class Full extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext context) {
      refuse(context, "503 Service Unavailable", "Retry-After: 10\r\n");
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      io.netty.util.ReferenceCountUtil.release(message);
    }
  }
}
