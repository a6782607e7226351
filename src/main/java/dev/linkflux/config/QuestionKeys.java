package dev.linkflux.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.uplink.Question;
import java.net.InetSocketAddress;

/** A target's question as keys of the file, every default filled in. */
final class QuestionKeys {
  private QuestionKeys() {}

  /** Adds the keys and returns the same node. */
  static ObjectNode write(Question question, ObjectNode node) {
    return switch (question) {
      case Question.Icmp(var address) -> node.put("address", address.getHostAddress());
      case Question.Echo(var address, var port) ->
          node.put("address", EndpointText.print(new InetSocketAddress(address, port)));
      default -> throw new IllegalStateException("cannot be configured: " + question);
    };
  }
}
