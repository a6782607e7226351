package dev.linkflux.kernel;

/** The numbers of generic netlink and of its family mptcp_pm (linux/genetlink.h, mptcp_pm.h). */
final class Genetlink {
  /** struct genlmsghdr: command, version, two bytes unused. */
  static final int HEADER_BYTES = 4;

  /** The family that knows the numbers of all the others. */
  static final int CONTROL = 16;

  static final int CTRL_CMD_GETFAMILY = 3;
  static final int CTRL_ATTR_FAMILY_ID = 1;
  static final int CTRL_ATTR_FAMILY_NAME = 2;

  static final String MPTCP_PM_NAME = "mptcp_pm";
  static final int MPTCP_PM_VERSION = 1;

  static final int MPTCP_PM_CMD_ADD_ADDR = 1;
  static final int MPTCP_PM_CMD_DEL_ADDR = 2;
  static final int MPTCP_PM_CMD_GET_ADDR = 3;
  static final int MPTCP_PM_CMD_SET_LIMITS = 5;
  static final int MPTCP_PM_CMD_GET_LIMITS = 6;
  static final int MPTCP_PM_CMD_SET_FLAGS = 7;

  static final int MPTCP_PM_ATTR_ADDR = 1;
  static final int MPTCP_PM_ATTR_RCV_ADD_ADDRS = 2;
  static final int MPTCP_PM_ATTR_SUBFLOWS = 3;

  static final int MPTCP_PM_ADDR_ATTR_FAMILY = 1;
  static final int MPTCP_PM_ADDR_ATTR_ID = 2;
  static final int MPTCP_PM_ADDR_ATTR_ADDR4 = 3;
  static final int MPTCP_PM_ADDR_ATTR_ADDR6 = 4;
  static final int MPTCP_PM_ADDR_ATTR_PORT = 5;
  static final int MPTCP_PM_ADDR_ATTR_FLAGS = 6;
  static final int MPTCP_PM_ADDR_ATTR_IF_IDX = 7;

  private Genetlink() {}

  /** The name of a command, for error messages. Of the families other than CONTROL we use one. */
  static String commandName(int family, int command) {
    if (family == CONTROL) {
      return command == CTRL_CMD_GETFAMILY ? "CTRL_CMD_GETFAMILY" : "CTRL_CMD " + command;
    }
    return switch (command) {
      case MPTCP_PM_CMD_ADD_ADDR -> "MPTCP_PM_CMD_ADD_ADDR";
      case MPTCP_PM_CMD_DEL_ADDR -> "MPTCP_PM_CMD_DEL_ADDR";
      case MPTCP_PM_CMD_GET_ADDR -> "MPTCP_PM_CMD_GET_ADDR";
      case MPTCP_PM_CMD_SET_LIMITS -> "MPTCP_PM_CMD_SET_LIMITS";
      case MPTCP_PM_CMD_GET_LIMITS -> "MPTCP_PM_CMD_GET_LIMITS";
      case MPTCP_PM_CMD_SET_FLAGS -> "MPTCP_PM_CMD_SET_FLAGS";
      default -> "generic netlink family " + family + ", command " + command;
    };
  }
}
