package dev.linkflux.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Question;
import org.jspecify.annotations.Nullable;

/** A target's question as keys of the file, every default filled in. */
final class QuestionKeys {
  private QuestionKeys() {}

  /** Adds the keys and returns the same node. */
  static ObjectNode write(Question question, ObjectNode node) {
    node.put("address", address(question));
    switch (question) {
      case Question.Icmp _, Question.Tcp _ -> {}
      case Question.Echo _ -> node.put("protocol", QuestionReader.ECHO);
      case Question.Stamp stamp -> {
        node.put("protocol", QuestionReader.STAMP);
        putUnless(stamp.keyFile() == null, node, "keyFile", stamp.keyFile());
      }
      case Question.Http http -> {
        if (http.status() != 0) {
          node.put("status", http.status());
        }
        putUnless(http.text().isEmpty(), node, "text", http.text());
        putUnless(http.pin() == null, node, "pin", http.pin());
        node.put("maxBytes", http.bytes());
      }
      case Question.Dns dns -> {
        node.put("query", dns.name());
        node.put("type", dns.type());
        dns.expected().forEach(node.withArrayProperty("expect")::add);
      }
    }
    return node;
  }

  /** As it is written in the file; different for what is asked at different places. */
  static String address(Question question) {
    return switch (question) {
      case Question.Icmp(var host) -> host.text();
      case Question.Echo(var host, var port) -> HostText.print(host, port);
      case Question.Stamp(var host, var port, _) -> HostText.print(host, port);
      case Question.Tcp(var host, var port) -> HostText.print(host, port);
      case Question.Http http ->
          new UrlText(http.tls(), http.host(), http.port(), http.target()).print();
      case Question.Dns dns -> HostText.print(Host.of(dns.address()), dns.port());
    };
  }

  private static void putUnless(
      boolean absent, ObjectNode node, String key, @Nullable String value) {
    if (!absent) {
      node.put(key, value);
    }
  }
}
