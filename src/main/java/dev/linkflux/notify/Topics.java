package dev.linkflux.notify;

import dev.linkflux.control.Notifications.Mqtt;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.UplinkId;
import java.util.List;

/** What the topics of one channel are called. */
record Topics(String root, String prefix) {
  static final String ONLINE = "online";
  static final String OFFLINE = "offline";

  /**
   * Of a channel.
   *
   * @return with an empty prefix if there is no discovery
   */
  static Topics of(Mqtt channel) {
    String discovery = channel.discovery();
    return new Topics(channel.topic(), discovery == null ? "" : discovery);
  }

  boolean hasDiscovery() {
    return !prefix.isEmpty();
  }

  /** Whether we are there; also the last will. */
  String status() {
    return root + "/status";
  }

  String uplink(UplinkId uplink) {
    return root + "/uplink/" + Slug.of(uplink.name());
  }

  String server(ServerId server) {
    return root + "/server/" + Slug.of(server.name());
  }

  String traffic() {
    return root + "/traffic";
  }

  /** Messages in words; not retained. */
  String message() {
    return root + "/message";
  }

  /** One node for all that is under the root, as Home Assistant's ids are. */
  String node() {
    return Slug.of(root);
  }

  String discovery(String component, String object) {
    return "%s/%s/%s/%s/config".formatted(prefix, component, node(), object);
  }

  /** Home Assistant says here that it has started. */
  String birth() {
    return prefix + "/status";
  }

  /**
   * All that is ours and may be left from other days, and where Home Assistant says that it has
   * started.
   */
  List<String> heard() {
    List<String> states = List.of(root + "/uplink/+", root + "/server/+");
    return hasDiscovery()
        ? List.of(
            states.get(0), states.get(1), "%s/+/%s/+/config".formatted(prefix, node()), birth())
        : states;
  }
}
