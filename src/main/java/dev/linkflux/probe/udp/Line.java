package dev.linkflux.probe.udp;

import dev.linkflux.engine.Unstamped;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * One connected socket. It makes observations of what is sent and of what comes in, and hands them
 * all to the inbound of its channel: so they have one order, and {@code Sent} comes before its
 * {@code Returned}. Everything happens on the channel's event loop.
 */
final class Line extends ChannelInboundHandlerAdapter {
  /** RFC 792: destination unreachable, port unreachable. */
  private static final int UNREACHABLE = 3;

  private static final int PORT = 3;

  private final UplinkId uplink;
  private final TargetId target;
  private final Datagram datagram;
  private final Channel channel;
  private final SentTimes times = new SentTimes();
  private long latest;

  Line(UplinkId uplink, TargetId target, Datagram datagram, Channel channel) {
    this.uplink = uplink;
    this.target = target;
    this.datagram = datagram;
    this.channel = channel;
  }

  /** Sends a probe. What comes of it comes out of the channel's inbound. */
  void send(long sequence) {
    if (channel.eventLoop().inEventLoop()) {
      send(sequence, true);
    } else {
      channel.eventLoop().execute(() -> send(sequence, true));
    }
  }

  /**
   * @param again true if it may be tried once more: a refusal that has come in meanwhile is told by
   *     the next send, which it keeps from being sent (socket(7), SO_ERROR)
   */
  private void send(long sequence, boolean again) {
    long at = System.nanoTime();
    var _ =
        channel
            .writeAndFlush(datagram.write(channel.alloc(), sequence))
            .addListener(
                done -> {
                  Throwable failure = done.cause();
                  if (failure == null) {
                    times.put(sequence, at);
                    latest = sequence;
                    tell(moment -> new Observation.Sent(moment, id(sequence)));
                  } else if (again && Reason.isRefused(failure)) {
                    refused();
                    send(sequence, false);
                  } else {
                    withhold(sequence, failure);
                  }
                });
  }

  /** The socket is of no use any more: a new one takes the addresses and routes of its time. */
  private void withhold(long sequence, Throwable failure) {
    String reason = Reason.of(failure);
    tell(moment -> new Observation.Withheld(moment, id(sequence), reason));
    var _ = channel.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    long now = System.nanoTime();
    try {
      switch (message) {
        case ByteBufHolder packet -> returned(packet.content(), now);
        case ByteBuf content -> returned(content, now);
        default -> {}
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void returned(ByteBuf content, long now) {
    long sequence = datagram.sequence(content);
    long sent = times.take(sequence);
    if (sent != SentTimes.NONE) {
      tell(moment -> new Observation.Returned(moment, id(sequence), now - sent));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (Reason.isRefused(failure)) {
      refused();
    } else {
      context.fireExceptionCaught(failure);
    }
  }

  /** The kernel does not say which probe it was; with few in flight it was most likely the last. */
  private void refused() {
    if (latest > 0) {
      long sequence = latest;
      tell(moment -> new Observation.Bounced(moment, id(sequence), UNREACHABLE, PORT, null));
    }
  }

  private void tell(Unstamped observation) {
    ChannelHandlerContext here = channel.pipeline().context(this);
    if (here != null) {
      here.fireChannelRead(observation);
    }
  }

  private ProbeId id(long sequence) {
    return new ProbeId(uplink, target, sequence);
  }
}
