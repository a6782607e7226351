package dev.linkflux.kernel;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The error numbers of Linux that sockets and netlink answer with; the same on x86_64 and aarch64
 * (asm-generic/errno.h).
 */
public enum Errno {
  EPERM(1),
  ENOENT(2),
  ESRCH(3),
  EINTR(4),
  EIO(5),
  ENXIO(6),
  E2BIG(7),
  EBADF(9),
  EAGAIN(11),
  ENOMEM(12),
  EACCES(13),
  EFAULT(14),
  EBUSY(16),
  EEXIST(17),
  EXDEV(18),
  ENODEV(19),
  EINVAL(22),
  ENFILE(23),
  EMFILE(24),
  ENOSPC(28),
  EPIPE(32),
  ERANGE(34),
  ENOSYS(38),
  ENOTSOCK(88),
  EDESTADDRREQ(89),
  EMSGSIZE(90),
  EPROTOTYPE(91),
  ENOPROTOOPT(92),
  EPROTONOSUPPORT(93),
  EOPNOTSUPP(95),
  EPFNOSUPPORT(96),
  EAFNOSUPPORT(97),
  EADDRINUSE(98),
  EADDRNOTAVAIL(99),
  ENETDOWN(100),
  ENETUNREACH(101),
  ENETRESET(102),
  ECONNABORTED(103),
  ECONNRESET(104),
  ENOBUFS(105),
  EISCONN(106),
  ENOTCONN(107),
  ETIMEDOUT(110),
  ECONNREFUSED(111),
  EHOSTDOWN(112),
  EHOSTUNREACH(113),
  EALREADY(114),
  EINPROGRESS(115);

  private static final Map<Integer, Errno> BY_NUMBER =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Errno::number, Function.identity()));

  private final int number;

  Errno(int number) {
    this.number = number;
  }

  /** The number, positive, as in {@code errno}. */
  public int number() {
    return number;
  }

  /** Whether {@code errno} is this error. */
  public boolean is(int errno) {
    return number == errno;
  }

  /** The name of {@code errno}, like ENETUNREACH; {@code errno 4711} if it has none here. */
  public static String name(int errno) {
    Errno known = BY_NUMBER.get(errno);
    return known == null ? "errno " + errno : known.name();
  }
}
