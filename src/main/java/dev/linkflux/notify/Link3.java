package dev.linkflux.notify;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import dev.linkflux.control.Notifications.Mqtt;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A connection by MQTT 3.1.1. */
final class Link3 implements Link {
  private final Mqtt3AsyncClient client;
  private final Identity identity;
  private final String will;

  /**
   * Opens nothing yet.
   *
   * @param name of the client
   * @param will the topic that says whether we are there; empty for none
   */
  Link3(
      Mqtt channel,
      String name,
      InetAddress address,
      Identity identity,
      String will,
      Executor aside,
      Ear ear) {
    this.identity = identity;
    this.will = will;
    this.client =
        Wire.client(channel, name, address, aside, ear).useMqttVersion3().build().toAsync();
    client.publishes(
        MqttGlobalPublishFilter.ALL,
        it ->
            ear.heard(
                it.getTopic().toString(),
                new String(it.getPayloadAsBytes(), StandardCharsets.UTF_8),
                it.isRetain()),
        aside);
  }

  @Override
  public CompletableFuture<?> connect() {
    var connect = client.connectWith().cleanSession(true).keepAlive(Wire.KEEP_ALIVE_SECONDS);
    String user = identity.name();
    if (user != null) {
      connect =
          connect
              .simpleAuth()
              .username(user)
              .password(identity.password().getBytes(StandardCharsets.UTF_8))
              .applySimpleAuth();
    }
    if (!will.isEmpty()) {
      connect =
          connect
              .willPublish()
              .topic(will)
              .qos(MqttQos.AT_LEAST_ONCE)
              .payload(Topics.OFFLINE.getBytes(StandardCharsets.UTF_8))
              .retain(true)
              .applyWillPublish();
    }
    return connect.send();
  }

  @Override
  public CompletableFuture<?> listen(String filter) {
    return client.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send();
  }

  @Override
  public CompletableFuture<?> publish(String topic, String payload, boolean retain) {
    return client
        .publishWith()
        .topic(topic)
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(payload.getBytes(StandardCharsets.UTF_8))
        .retain(retain)
        .send();
  }

  @Override
  public CompletableFuture<?> close() {
    return client.disconnect();
  }
}
