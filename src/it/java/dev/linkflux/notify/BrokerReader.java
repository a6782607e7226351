package dev.linkflux.notify;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import dev.linkflux.lab.Namespace;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Hears everything that a broker in a namespace is told. */
final class BrokerReader implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final Mqtt5AsyncClient client;
  private final List<Heard> heard = new ArrayList<>();

  /** A message as it came. */
  record Heard(String topic, String payload, boolean retained) {}

  BrokerReader(Namespace namespace, int port) {
    client =
        MqttClient.builder()
            .useMqttVersion5()
            .transportConfig()
            .serverAddress(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port))
            .applyTransportConfig()
            .executorConfig()
            .nettyExecutor(task -> namespace.start("broker reader", task))
            .nettyThreads(1)
            .applyExecutorConfig()
            .buildAsync();
    client.publishes(
        MqttGlobalPublishFilter.ALL,
        it ->
            add(
                new Heard(
                    it.getTopic().toString(),
                    new String(it.getPayloadAsBytes(), StandardCharsets.UTF_8),
                    it.isRetain())));
    var _ = namespace.call(() -> client.connect().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    var _ =
        namespace.call(
            () ->
                client
                    .subscribeWith()
                    .topicFilter("#")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  private synchronized void add(Heard message) {
    heard.add(message);
    notifyAll();
  }

  synchronized List<Heard> all() {
    return List.copyOf(heard);
  }

  void publish(String topic, String payload, boolean retain) throws Exception {
    var _ =
        client
            .publishWith()
            .topic(topic)
            .payload(payload.getBytes(StandardCharsets.UTF_8))
            .qos(MqttQos.AT_LEAST_ONCE)
            .retain(retain)
            .send()
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** The first message that fits among those from this number on, past or to come. */
  synchronized Heard await(int from, String topic, Predicate<String> fits) {
    long deadline = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
    for (int next = from; ; next++) {
      while (next >= heard.size()) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new AssertionError("nothing that fits on " + topic + ":\n" + heard);
        }
        try {
          wait(left);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      Heard one = heard.get(next);
      if (one.topic().equals(topic) && fits.test(one.payload())) {
        return one;
      }
    }
  }

  synchronized int count() {
    return heard.size();
  }

  @Override
  public void close() {
    var _ = client.disconnect();
  }
}
