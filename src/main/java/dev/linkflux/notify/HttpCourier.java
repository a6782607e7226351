package dev.linkflux.notify;

import dev.linkflux.control.Hook;
import dev.linkflux.wire.tls.ServerTrust;
import dev.linkflux.wire.tls.TlsContext;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.resolver.NoopAddressResolverGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

/** Carries letters by HTTP or HTTPS: a POST on a connection of its own, along the main routes. */
final class HttpCourier implements Courier {
  /** So many addresses of a host are tried in turn. */
  private static final int ADDRESSES = 4;

  private static final int LONGEST_LINE = 4096;
  private static final int LARGEST_HEADERS = 16 * 1024;

  private final Address address;
  private final Duration limit;
  private final @Nullable Secret secret;
  private final Means means;
  private final Mono<HttpClient> client;

  /**
   * Opens nothing yet.
   *
   * @param trust judges who answers to an https address
   */
  HttpCourier(Address address, Hook.Webhook hook, Means means, ServerTrust trust) {
    String file = hook.secretFile();
    this.address = address;
    this.limit = hook.timeout();
    this.secret = file == null ? null : new Secret(Path.of(file));
    this.means = means;
    HttpClient plain =
        HttpClient.newConnection()
            .runOn(means.loops())
            .protocol(HttpProtocol.HTTP11)
            .disableRetry(true)
            .followRedirect(false)
            .keepAlive(false)
            .resolver(NoopAddressResolverGroup.INSTANCE)
            .httpResponseDecoder(
                limits -> limits.maxInitialLineLength(LONGEST_LINE).maxHeaderSize(LARGEST_HEADERS))
            .headers(
                headers ->
                    headers
                        .set(HttpHeaderNames.USER_AGENT, "linkflux")
                        .set(HttpHeaderNames.HOST, address.name())
                        .set(HttpHeaderNames.CONTENT_TYPE, "application/json"));
    this.client =
        address.tls()
            ? Mono.fromSupplier(() -> secured(plain, trust)).subscribeOn(means.aside()).cache()
            : Mono.just(plain);
  }

  private HttpClient secured(HttpClient plain, ServerTrust trust) {
    TlsContext context = TlsContext.towards(address.asHost(), trust);
    return plain.secure(it -> it.sslContext(context).handshakeTimeout(limit));
  }

  @Override
  public Mono<Answer> carry(Letter letter) {
    return Mono.zip(client, headers(letter), addresses())
        .flatMap(all -> inTurn(all.getT1().headers(all.getT2()), letter, all.getT3()))
        .timeout(limit, Mono.fromSupplier(() -> late()), means.aside())
        .onErrorResume(failure -> Mono.just(new Answer.Later(Failure.text(failure))));
  }

  private Answer late() {
    return new Answer.Later(
        "no answer within %s s".formatted(Json.rounded(limit.toNanos() / 1e9).toPlainString()));
  }

  private Mono<Consumer<HttpHeaders>> headers(Letter letter) {
    return Mono.fromCallable(() -> signed(letter)).subscribeOn(means.aside());
  }

  private Consumer<HttpHeaders> signed(Letter letter) throws IOException {
    long timestamp = means.wall().instant().getEpochSecond();
    String signature = secret == null ? null : secret.sign(letter, timestamp);
    return headers -> {
      headers
          .set("webhook-id", letter.id())
          .set("webhook-timestamp", timestamp)
          .set(HttpHeaderNames.CONTENT_LENGTH, letter.bytes().length);
      if (signature != null) {
        headers.set("webhook-signature", signature);
      }
    };
  }

  private Mono<List<InetAddress>> addresses() {
    InetAddress literal = address.literal();
    return literal != null
        ? Mono.just(List.of(literal))
        : means
            .addresses()
            .apply(address.host())
            .filter(found -> !found.isEmpty())
            .switchIfEmpty(
                Mono.error(() -> new UnknownHostException("no address of " + address.host())));
  }

  /** As long as nobody has got the letter, it is tried at the next address. */
  private Mono<Answer> inTurn(HttpClient client, Letter letter, List<InetAddress> addresses) {
    List<InetAddress> tried = addresses.stream().limit(ADDRESSES).toList();
    Duration each = limit.dividedBy(tried.size());
    Mono<Answer> next = Mono.empty();
    for (InetAddress one : tried.reversed()) {
      AtomicBoolean sent = new AtomicBoolean();
      Mono<Answer> others = next;
      next =
          post(client, letter, one, each, sent)
              .onErrorResume(
                  failure ->
                      sent.get() ? Mono.error(failure) : others.switchIfEmpty(Mono.error(failure)));
    }
    return next;
  }

  private Mono<Answer> post(
      HttpClient client, Letter letter, InetAddress at, Duration connecting, AtomicBoolean sent) {
    return client
        .remoteAddress(() -> new InetSocketAddress(at, address.port()))
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(connecting.toMillis() + 1))
        .doOnRequest((_, _) -> sent.set(true))
        .post()
        .uri(address.target())
        .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(letter.bytes())))
        .responseConnection(
            (response, connection) ->
                Mono.fromSupplier(
                        () ->
                            Judgement.of(
                                response.status().code(),
                                response.responseHeaders().get(HttpHeaderNames.RETRY_AFTER),
                                means.wall().instant()))
                    .doFinally(_ -> connection.dispose())) // whatever its body is
        .next();
  }
}
