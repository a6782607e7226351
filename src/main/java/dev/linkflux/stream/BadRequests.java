package dev.linkflux.stream;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import reactor.netty.NettyPipeline;

/**
 * Answers what is no request that anybody could read, in the place of the server, whose answer
 * would say nothing. Of one connection; behind its codec.
 */
final class BadRequests extends ChannelDuplexHandler {
  /** Requests that are not answered to the end: into their answers nothing else may be written. */
  private int open;

  private final int longestLine;
  private final int largestHeaders;
  private final Runnable refused;

  private BadRequests(int longestLine, int largestHeaders, Runnable refused) {
    this.longestLine = longestLine;
    this.largestHeaders = largestHeaders;
    this.refused = refused;
  }

  /**
   * Lets them be answered on that connection.
   *
   * @param longestLine first line of a request, in bytes
   * @param largestHeaders all of them, in bytes
   * @param refused is told of each one
   */
  static void answerOn(Channel channel, int longestLine, int largestHeaders, Runnable refused) {
    if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
      channel
          .pipeline()
          .addAfter(
              NettyPipeline.HttpCodec,
              "linkflux.badRequests",
              new BadRequests(longestLine, largestHeaders, refused));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (!(message instanceof HttpRequest request)) {
      super.channelRead(context, message);
    } else if (request.decoderResult().isFailure()) {
      Throwable cause = request.decoderResult().cause();
      ReferenceCountUtil.release(message);
      refuse(context, cause);
    } else {
      open++;
      super.channelRead(context, message);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    boolean interim =
        message instanceof HttpResponse response
            && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    if (message instanceof LastHttpContent && !interim) {
      open--;
    }
    super.write(context, message, promise);
  }

  /** What follows cannot be read either, as nobody knows where it begins: this is the end. */
  private void refuse(ChannelHandlerContext context, Throwable cause) {
    refused.run();
    if (open > 0) {
      var _ = context.close();
      return;
    }
    Problem problem = problem(cause);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, problem.status(), Unpooled.wrappedBuffer(problem.json()));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, Problem.CONTENT_TYPE)
        .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
        .set("X-Content-Type-Options", "nosniff")
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    var _ = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  private Problem problem(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ ->
          new Problem(
              HttpResponseStatus.REQUEST_URI_TOO_LONG,
              "the first line has more than the " + longestLine + " bytes that are taken");
      case TooLongHttpHeaderException _ ->
          new Problem(
              HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
              "the headers have more than the " + largestHeaders + " bytes that are taken");
      default ->
          new Problem(
              HttpResponseStatus.BAD_REQUEST,
              "this is no HTTP request that could be read; right would be"
                  + " `GET /api/v1/status HTTP/1.1`, a line with `Host:`, and an empty one");
    };
  }
}
