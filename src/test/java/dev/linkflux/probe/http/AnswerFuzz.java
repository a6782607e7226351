package dev.linkflux.probe.http;

import static dev.linkflux.fuzz.Invariant.require;
import static dev.linkflux.fuzz.Invariant.requirePlain;

import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Question;
import dev.linkflux.wire.http.Interim;
import dev.linkflux.wire.http.Wording;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads bytes as what a server answers: through the decoder, set up as the prober has it, and
 * {@link Interim}, then judged as an {@link Exchange} does. However they are cut into pieces, the
 * verdict is the same.
 */
public final class AnswerFuzz {
  private static final String TEXT = "all is well";
  private static final List<Question.Http> QUESTIONS =
      List.of(question(0, "", 65_536), question(0, TEXT, 40), question(302, TEXT, 500));
  private static final int[] PIECES = {1, 7};
  private static final int LONGEST_REASON = 150;

  /** From here on a limit of the decoder may come before or behind the end of a line. */
  private static final int LONG = 4000;

  private AnswerFuzz() {}

  /** As all that comes until the server closes the connection. */
  public static void read(byte[] answer) {
    List<@Nullable String> whole = verdicts(answer, Math.max(1, answer.length));
    for (int length : PIECES) {
      List<@Nullable String> pieces = verdicts(answer, length);
      require(
          answer.length > LONG || pieces.equals(whole),
          "in pieces of " + length + ": " + pieces + ", not " + whole);
    }
  }

  private static List<@Nullable String> verdicts(byte[] answer, int length) {
    List<Object> messages = messages(answer, length);
    try {
      List<@Nullable String> verdicts = new ArrayList<>();
      for (Question.Http question : QUESTIONS) {
        String verdict = verdict(question, messages);
        requirePlain(verdict, LONGEST_REASON);
        boolean quotes = verdict != null && verdict.startsWith("status ");
        require(
            verdict == null || quotes || !verdict.contains("Exception"), String.valueOf(verdict));
        checkText(question, messages, verdict);
        verdicts.add(verdict);
      }
      return verdicts;
    } finally {
      messages.forEach(ReferenceCountUtil::release);
    }
  }

  private static List<Object> messages(byte[] answer, int length) {
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new HttpClientCodec(
                new HttpDecoderConfig()
                    .setMaxInitialLineLength(HttpProber.LONGEST_LINE)
                    .setMaxHeaderSize(Wording.LONGEST_HEADERS),
                false,
                false),
            new Interim());
    channel.writeOutbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
    channel.releaseOutbound();
    for (int at = 0; at < answer.length; at += length) {
      channel.writeInbound(Unpooled.copiedBuffer(answer, at, Math.min(length, answer.length - at)));
    }
    channel.finish();
    List<Object> messages = new ArrayList<>();
    for (Object one = channel.readInbound(); one != null; one = channel.readInbound()) {
      messages.add(one);
    }
    return messages;
  }

  /** What is wrong with it, or null. */
  private static @Nullable String verdict(Question.Http question, List<Object> messages) {
    Examination examination = new Examination(question);
    boolean begun = false;
    for (Object message : messages) {
      if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
        return Wording.of(part.decoderResult().cause(), begun);
      }
      if (message instanceof HttpResponse head && !begun) {
        begun = true;
        String fault = examination.fault(head.status().code(), head.headers());
        if (fault != null || examination.isOver()) {
          return fault;
        }
      }
      if (message instanceof HttpContent piece) {
        examination.read(piece.content());
        if (examination.isOver() || piece instanceof LastHttpContent) {
          return examination.fault();
        }
      }
    }
    return Wording.of(new PrematureChannelClosureException(), begun);
  }

  /** The text is found if, and only if, it is in what may be read of the body. */
  private static void checkText(
      Question.Http question, List<Object> messages, @Nullable String verdict) {
    ByteBuf body = Unpooled.buffer();
    for (Object message : messages) {
      if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
        break;
      }
      if (message instanceof HttpContent piece) {
        body.writeBytes(piece.content().duplicate());
        if (piece instanceof LastHttpContent) {
          break;
        }
      }
    }
    String read =
        body.toString(
            0, Math.min(body.readableBytes(), question.bytes()), StandardCharsets.ISO_8859_1);
    boolean there = read.contains(question.text());
    require(verdict != null || there, "found without being there");
    require(
        verdict == null || !verdict.startsWith("the text is not") || !there,
        "there without being found");
  }

  private static Question.Http question(int status, String text, int bytes) {
    return new Question.Http(
        false, Host.of(InetAddress.ofLiteral("192.0.2.1")), 80, "/", status, text, null, bytes);
  }
}
