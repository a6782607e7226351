package dev.linkflux.kernel;

/** A netlink request that the kernel refused, with the kernel's own words where it has some. */
public final class NetlinkException extends SystemCallException {
  private static final long serialVersionUID = 1;

  private final String kernelMessage;

  /**
   * @param request like {@code RTM_NEWROUTE}
   * @param kernelMessage the text of the extended ACK, empty if there was none
   */
  public NetlinkException(String request, int errno, String about, String kernelMessage) {
    super(request, errno, kernelMessage.isEmpty() ? about : about + ": " + kernelMessage);
    this.kernelMessage = kernelMessage;
  }

  /** The kernel's own words (extended ACK), like "Nexthop has invalid gateway"; may be empty. */
  public String kernelMessage() {
    return kernelMessage;
  }
}
