package dev.linkflux.notify;

import dev.linkflux.control.Notifications.Mail;
import dev.linkflux.uplink.Host;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Brings messages to a mail server, each on a virtual thread, since that waits: whatever hangs
 * holds up nothing but this channel.
 */
final class MailCarrier implements Carrier {
  /** Codes from here on say that another try is of no use (RFC 5321 section 4.2.1). */
  private static final int PERMANENT = 500;

  private static final int ADDRESSES = 4;

  /** Whose answers are waited for, each for the time-out: together they are given this many. */
  private static final int STEPS = 6;

  private final Mail channel;
  private final Whereabouts whereabouts;
  private final Postman postman;
  private final Scheduler scheduler;

  /** Opens nothing yet. */
  MailCarrier(Mail channel, String host, Means means) {
    this.channel = channel;
    this.whereabouts = new Whereabouts(means);
    this.postman = new Postman(channel, host);
    this.scheduler = means.aside();
  }

  @Override
  public String name() {
    Host host = channel.server().host();
    return "mail " + Plain.text(host.text()) + ":" + channel.server().port();
  }

  @Override
  public Mono<Answer> carry(Dispatch dispatch, String late) {
    return whereabouts
        .of(channel.server().host())
        .flatMap(addresses -> aside(() -> deliver(dispatch, late, addresses)))
        .timeout(channel.timeout().multipliedBy(STEPS), tooLong(), scheduler)
        .onErrorResume(failure -> Mono.just(new Answer.Later(Failure.text(failure))));
  }

  /** Runs it on a thread of its own, which is interrupted if nobody waits for it any more. */
  private static Mono<Answer> aside(Delivery delivery) {
    return Mono.create(
        answer -> {
          Thread runner =
              Thread.ofVirtual()
                  .name("mail")
                  .unstarted(
                      () -> {
                        try {
                          answer.success(delivery.run());
                        } catch (MessagingException | IOException | RuntimeException failure) {
                          answer.success(judged(failure));
                        }
                      });
          answer.onCancel(runner::interrupt);
          runner.start();
        });
  }

  private static Mono<Answer> tooLong() {
    return Mono.fromSupplier(() -> new Answer.Later("it takes too long"));
  }

  private Answer deliver(Dispatch dispatch, String late, List<InetAddress> addresses)
      throws MessagingException, IOException {
    try (Socket socket = connected(addresses)) {
      // A virtual thread that waits for a socket closes it when it is interrupted.
      postman.deliver(dispatch, late, socket);
    }
    return new Answer.Taken();
  }

  /** To the first address that answers. */
  private Socket connected(List<InetAddress> addresses) throws IOException {
    IOException last = new IOException("no address");
    int limit = Math.toIntExact(channel.timeout().toMillis());
    for (InetAddress address : addresses.stream().limit(ADDRESSES).toList()) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, channel.server().port()), limit);
        socket.setSoTimeout(limit);
        return socket;
      } catch (IOException failure) {
        socket.close();
        last = failure;
      }
    }
    throw last;
  }

  /** Whether it is worth another try. */
  private static Answer judged(Exception failure) {
    return switch (failure) {
      case AuthenticationFailedException _ ->
          new Answer.Refused("the log-in is refused: " + said(failure));
      case SMTPSendFailedException it -> byCode(it.getReturnCode(), failure);
      case SMTPSenderFailedException it -> byCode(it.getReturnCode(), failure);
      case MailConnectException _ -> new Answer.Later(said(failure));
      default -> {
        SMTPAddressFailedException refused = addressRefused(failure);
        yield refused != null
            ? byCode(refused.getReturnCode(), refused)
            : new Answer.Later(said(failure));
      }
    };
  }

  private static Answer byCode(int code, Exception failure) {
    return code >= PERMANENT ? new Answer.Refused(said(failure)) : new Answer.Later(said(failure));
  }

  private static @Nullable SMTPAddressFailedException addressRefused(Throwable failure) {
    for (Throwable one = failure; one != null; one = next(one)) {
      if (one instanceof SMTPAddressFailedException refused) {
        return refused;
      }
    }
    return null;
  }

  private static String said(Throwable failure) {
    Throwable root = failure;
    boolean tls = root instanceof SSLException;
    for (Throwable next = next(root); next != null; next = next(root)) {
      root = next;
      tls |= root instanceof SSLException;
    }
    String why =
        switch (root) {
          case SocketTimeoutException _ -> "no answer in time";
          case InterruptedIOException _ -> "interrupted";
          default -> Plain.text(String.valueOf(root.getMessage()).strip());
        };
    return tls ? "TLS: " + why : why;
  }

  private static @Nullable Throwable next(Throwable failure) {
    return failure instanceof MessagingException mail && mail.getNextException() != null
        ? mail.getNextException()
        : failure.getCause();
  }

  /** One try. */
  private interface Delivery {
    Answer run() throws MessagingException, IOException;
  }
}
