package dev.linkflux.notify;

import dev.linkflux.control.Hook;
import dev.linkflux.control.Notifications;
import dev.linkflux.wire.tls.AuthorityTrust;
import reactor.core.publisher.Mono;

/** Brings messages to a web server: the JSON of the message, as it is. */
final class WebhookCarrier implements Carrier {
  private final Address address;
  private final Courier courier;

  /** Opens nothing yet. */
  WebhookCarrier(Notifications.Webhook channel, Means means) {
    this.address = Address.of(channel.url());
    this.courier =
        new HttpCourier(
            address,
            new Hook.Webhook(
                channel.url(), channel.secretFile(), channel.manner().on(), channel.timeout()),
            means,
            new AuthorityTrust());
  }

  @Override
  public String name() {
    return "webhook " + address.name();
  }

  /** The document says itself when it happened. */
  @Override
  public Mono<Answer> carry(Dispatch dispatch, String late) {
    return courier.carry(new Letter(dispatch.id(), dispatch.json()));
  }
}
