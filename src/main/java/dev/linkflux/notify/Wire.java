package dev.linkflux.notify;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientSslConfigBuilder;
import dev.linkflux.control.Notifications.Mqtt;
import dev.linkflux.uplink.Check.Trust;
import dev.linkflux.wire.tls.AuthorityTrust;
import dev.linkflux.wire.tls.PinTrust;
import io.netty.handler.ssl.util.TrustManagerFactoryWrapper;
import io.reactivex.schedulers.Schedulers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** What connections of both versions of the protocol have in common. */
final class Wire {
  static final int KEEP_ALIVE_SECONDS = 30;
  private static final long CONNECT_SECONDS = 10;

  /** An event loop of their own: a broker shares no thread with anything else. */
  private static final Executor LOOPS =
      task -> Thread.ofPlatform().daemon().name("linkflux-mqtt").start(task);

  private Wire() {}

  /**
   * A client that is not connected yet, and does not come back by itself.
   *
   * @param aside hears
   */
  static MqttClientBuilder client(
      Mqtt channel, String name, InetAddress address, Executor aside, Link.Ear ear) {
    MqttClientBuilder client =
        MqttClient.builder()
            .identifier(name)
            .transportConfig()
            .serverAddress(new InetSocketAddress(address, channel.broker().port()))
            .socketConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
            .mqttConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
            .sslConfig(channel.tls() ? tls(channel.broker().trust()) : null)
            .applyTransportConfig()
            .executorConfig()
            .nettyExecutor(LOOPS)
            .nettyThreads(1)
            .applicationScheduler(Schedulers.from(aside))
            .applyExecutorConfig();
    return client.addDisconnectedListener(
        context -> {
          context.getReconnector().reconnect(false);
          ear.ended(context.getCause());
        });
  }

  /** A key that is pinned counts whatever name its certificate bears. */
  private static MqttClientSslConfig tls(Trust trust) {
    MqttClientSslConfigBuilder config =
        MqttClientSslConfig.builder()
            .protocols(List.of("TLSv1.3", "TLSv1.2"))
            .handshakeTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
            .trustManagerFactory(
                new TrustManagerFactoryWrapper(
                    trust instanceof Trust.Pin(String pin)
                        ? new PinTrust(pin)
                        : new AuthorityTrust()));
    return config.build();
  }
}
