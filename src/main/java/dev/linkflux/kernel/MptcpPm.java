package dev.linkflux.kernel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads and changes the MPTCP endpoints and limits of one network namespace: the kernel's own path
 * manager. Calls block for microseconds; they are not for event loops. Refusals are {@link
 * NetlinkException}s, with the kernel's own words. The kernel announces no change of these.
 */
public final class MptcpPm implements AutoCloseable {
  private final GenericFamily family;

  private MptcpPm(GenericFamily family) {
    this.family = family;
  }

  /**
   * Opens it in the present network namespace, to which it stays tied.
   *
   * @throws SystemCallException ENOENT if the kernel is built without MPTCP
   */
  public static MptcpPm open() throws IOException {
    return new MptcpPm(GenericFamily.open(Genetlink.MPTCP_PM_NAME, "MPTCP"));
  }

  /** All endpoints, whoever made them. */
  public List<EndpointEntry> endpoints() throws IOException {
    List<EndpointEntry> endpoints = new ArrayList<>();
    NetlinkWriter request = MptcpRequests.endpoints(family.number());
    for (NetlinkReader attributes : family.dump(request, "MPTCP endpoints")) {
      EndpointEntry endpoint = EndpointCodec.read(attributes);
      if (endpoint != null) {
        endpoints.add(endpoint);
      }
    }
    return endpoints;
  }

  /**
   * Adds an endpoint under its own id: the connections that stand open subflows from it at once.
   *
   * @throws NetlinkException EEXIST if the address is taken, EBUSY if the id is, ERANGE if there
   *     are eight already, EINVAL if the flags do not go together
   */
  public void add(EndpointEntry endpoint) throws IOException {
    change(MptcpRequests.add(family.number(), endpoint), endpoint);
  }

  /**
   * Sets {@link EndpointEntry#BACKUP} and {@link EndpointEntry#FULLMESH} as the endpoint here has
   * them, on the one in the kernel that has its address (the kernel does not compare the id); other
   * flags stay as they are. What stands is told: its subflows change their priority.
   *
   * @throws NetlinkException EINVAL if there is none, or fullmesh is wanted of one that is
   *     signalled
   */
  public void setFlags(EndpointEntry endpoint) throws IOException {
    change(MptcpRequests.setFlags(family.number(), endpoint), endpoint);
  }

  /**
   * Takes away the endpoint of this id (the kernel compares nothing else), and its subflows.
   *
   * @throws NetlinkException EINVAL if there is none
   */
  public void delete(EndpointEntry endpoint) throws IOException {
    change(MptcpRequests.delete(family.number(), endpoint), endpoint);
  }

  private void change(NetlinkWriter request, EndpointEntry endpoint) throws IOException {
    List<NetlinkReader> _ =
        family.request(
            request,
            "MPTCP endpoint " + endpoint.id() + " of " + endpoint.address().getHostAddress());
  }

  public MptcpLimits limits() throws IOException {
    NetlinkWriter request = MptcpRequests.limits(family.number());
    List<NetlinkReader> answers = family.request(request, "MPTCP limits");
    if (answers.isEmpty()) {
      throw new MalformedNetlinkException("MPTCP limits without an answer");
    }
    return EndpointCodec.readLimits(answers.getFirst());
  }

  /**
   * Sets both limits of the network namespace.
   *
   * @param subflows besides the first, 0 to 8
   * @param accepted addresses announced by the peer that are taken up, 0 to 8
   * @throws NetlinkException EINVAL if the kernel finds one too great
   */
  public void setLimits(int subflows, int accepted) throws IOException {
    MptcpLimits limits = new MptcpLimits(subflows, accepted);
    NetlinkWriter request = MptcpRequests.setLimits(family.number(), limits);
    List<NetlinkReader> _ = family.request(request, limits.toString());
  }

  @Override
  public void close() {
    family.close();
  }
}
