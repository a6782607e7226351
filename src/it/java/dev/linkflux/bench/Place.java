package dev.linkflux.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace to measure in, alone on its loopback; every process in it may have ping
 * sockets.
 *
 * @param name as {@code ip netns} knows it
 */
record Place(String name) implements AutoCloseable {
  /** Makes one. */
  static Place open(String purpose) {
    Place place = new Place("lfb-" + purpose + "-" + ProcessHandle.current().pid());
    Shell.run("ip", "netns", "add", place.name);
    Shell.run("ip", "-n", place.name, "link", "set", "lo", "up");
    Shell.run(place.command("sysctl", "-qw", "net.ipv4.ping_group_range=0 2147483647"));
    return place;
  }

  /** A cable to another one: {@code device} at both ends, with these addresses and their nets. */
  void connect(Place other, String device, String address, String otherAddress) {
    Shell.run(
        "ip",
        "-n",
        name,
        "link",
        "add",
        device,
        "type",
        "veth",
        "peer",
        "name",
        device,
        "netns",
        other.name);
    addressed(device, address);
    other.addressed(device, otherAddress);
  }

  /** An interface with a carrier that leads nowhere. */
  void plug(String device, String address) {
    String peer = device + "far";
    Shell.run("ip", "-n", name, "link", "add", device, "type", "veth", "peer", "name", peer);
    Shell.run("ip", "-n", name, "link", "set", peer, "up");
    addressed(device, address);
  }

  private void addressed(String device, String address) {
    Shell.run("ip", "-n", name, "address", "add", address, "dev", device);
    Shell.run("ip", "-n", name, "link", "set", device, "up");
  }

  /** The command line that runs a command here; it keeps its process id. */
  List<String> command(List<String> command) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name));
    all.addAll(command);
    return all;
  }

  List<String> command(String... command) {
    return command(List.of(command));
  }

  @Override
  public void close() {
    Shell.run("ip", "netns", "del", name);
  }
}
