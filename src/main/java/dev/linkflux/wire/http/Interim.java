package dev.linkflux.wire.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/** Keeps interim answers back (RFC 9110 section 15.2): what counts is the final one. */
public final class Interim extends ChannelInboundHandlerAdapter {
  private boolean interim;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpResponse answer) {
      interim =
          answer.status().codeClass() == HttpStatusClass.INFORMATIONAL
              && !answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
    }
    if (!interim) {
      context.fireChannelRead(message);
      return;
    }
    boolean last = message instanceof LastHttpContent;
    ReferenceCountUtil.release(message);
    if (last) {
      context.read(); // who asked for an answer is still waiting for it
    }
  }
}
