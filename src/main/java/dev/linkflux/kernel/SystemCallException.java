package dev.linkflux.kernel;

import java.io.IOException;

/** A system call that the kernel refused: which, with which error, and what it was about. */
public class SystemCallException extends IOException {
  private static final long serialVersionUID = 1;

  private final String call;
  private final int errno;
  private final String about;

  /**
   * @param call the call, like {@code sendto}
   * @param errno the error number, positive
   * @param about what the call was about, for a person, like {@code 192.0.2.1 through wan1}
   */
  public SystemCallException(String call, int errno, String about) {
    super(call + ": " + Errno.name(errno) + " (" + errno + "): " + about);
    this.call = call;
    this.errno = errno;
    this.about = about;
  }

  /** The call that failed, like {@code sendto}. */
  public String call() {
    return call;
  }

  /** The error number, positive. */
  public int errno() {
    return errno;
  }

  /** The name of the error number, like ENETUNREACH. */
  public String errnoName() {
    return Errno.name(errno);
  }

  /** What the call was about, for a person. */
  public String about() {
    return about;
  }

  /** Whether the error is {@code error}. */
  public boolean is(Errno error) {
    return error.is(errno);
  }
}
