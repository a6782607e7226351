package dev.linkflux.kernel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A family of generic netlink, whose number the kernel gives out anew at each boot, and a socket to
 * talk to it.
 */
final class GenericFamily implements AutoCloseable {
  private final NetlinkSocket socket;
  private final int number;

  private GenericFamily(NetlinkSocket socket, int number) {
    this.socket = socket;
    this.number = number;
  }

  /**
   * Asks for the family in the present network namespace, to which it stays tied.
   *
   * @param lacking what a kernel without it lacks, for the error message
   * @throws SystemCallException ENOENT if the kernel has no such family
   */
  static GenericFamily open(String name, String lacking) throws IOException {
    NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.GENERIC);
    try {
      return new GenericFamily(socket, number(socket, name));
    } catch (NetlinkException e) {
      socket.close();
      if (e.is(Errno.ENOENT)) {
        throw new SystemCallException(
            e.call(), e.errno(), "this kernel has no " + lacking + " (family " + name + ")");
      }
      throw e;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private static int number(NetlinkSocket socket, String name) throws IOException {
    int[] number = {0};
    for (NetlinkMessage message : socket.request(query(name), name)) {
      body(message)
          .attributes(
              (type, value) -> {
                if (type == Genetlink.CTRL_ATTR_FAMILY_ID) {
                  number[0] = value.u16();
                }
              });
    }
    if (number[0] == 0) {
      throw new MalformedNetlinkException("no number came for the family " + name);
    }
    return number[0];
  }

  /** The request for a family. */
  static NetlinkWriter query(String name) {
    return message(Genetlink.CONTROL, Genetlink.CTRL_CMD_GETFAMILY, 0)
        .attribute(Genetlink.CTRL_ATTR_FAMILY_NAME, name);
  }

  /** What follows the header of generic netlink. */
  private static NetlinkReader body(NetlinkMessage message) throws MalformedNetlinkException {
    message.body().skip(Genetlink.HEADER_BYTES);
    return message.body();
  }

  /** Begins a request; its attributes follow. */
  static NetlinkWriter message(int family, int command, int version) {
    return new NetlinkWriter(family, 0).u8(command).u8(version).u16(0);
  }

  /** By which requests are for this family; since the kernel was started. */
  int number() {
    return number;
  }

  /** Has it done, and answers the attributes of what came back. */
  List<NetlinkReader> request(NetlinkWriter request, String about) throws IOException {
    return bodies(socket.request(request, about));
  }

  /** Asks for a whole table, and answers the attributes of each entry. */
  List<NetlinkReader> dump(NetlinkWriter request, String about) throws IOException {
    return bodies(socket.dump(request, about));
  }

  private List<NetlinkReader> bodies(List<NetlinkMessage> messages)
      throws MalformedNetlinkException {
    List<NetlinkReader> bodies = new ArrayList<>();
    for (NetlinkMessage message : messages) {
      if (message.type() == number) {
        bodies.add(body(message));
      }
    }
    return bodies;
  }

  @Override
  public void close() {
    socket.close();
  }
}
