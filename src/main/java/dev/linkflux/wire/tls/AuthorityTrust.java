package dev.linkflux.wire.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts whom an authority of the platform vouches for under the asked name, as the platform's own
 * check has it; what that finds wrong is said in few words.
 */
public final class AuthorityTrust extends ServerTrust {
  /** Types of GeneralName (RFC 5280 section 4.2.1.6). */
  private static final int DNS_NAME = 2;

  private static final int IP_ADDRESS = 7;

  private static final int NAMES_SHOWN = 3;

  private final Supplier<X509ExtendedTrustManager> platform;
  private volatile @Nullable X509ExtendedTrustManager loaded;

  /** By the authorities of this system; they are read at the first handshake. */
  public AuthorityTrust() {
    this(() -> platform(null));
  }

  /**
   * @param platform the platform's check; asked for once, at the first handshake
   */
  public AuthorityTrust(Supplier<X509ExtendedTrustManager> platform) {
    this.platform = platform;
  }

  /**
   * The check by the authorities of a key store.
   *
   * @param store null for that of the platform
   * @throws IllegalStateException if that cannot be read
   */
  public static X509ExtendedTrustManager platform(@Nullable KeyStore store) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      for (TrustManager one : factory.getTrustManagers()) {
        if (one instanceof X509ExtendedTrustManager check) {
          return check;
        }
      }
      throw new IllegalStateException("this platform checks no certificates");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the certificates of the authorities cannot be read", e);
    }
  }

  @Override
  void check(X509Certificate[] chain, String authType, SSLEngine engine, String name)
      throws UntrustedException {
    try {
      load().checkServerTrusted(chain, authType, engine);
    } catch (CertificateException e) {
      UntrustedException said =
          new UntrustedException(UntrustedException.By.AUTHORITY, "TLS: " + wrong(e, chain, name));
      said.initCause(e);
      throw said;
    }
  }

  private X509ExtendedTrustManager load() {
    X509ExtendedTrustManager check = loaded;
    if (check == null) {
      check = platform.get();
      loaded = check;
    }
    return check;
  }

  private static String wrong(CertificateException failure, X509Certificate[] chain, String name) {
    boolean path =
        has(failure, CertPathBuilderException.class)
            || has(failure, CertPathValidatorException.class);
    if (!path) {
      return "certificate is for " + names(chain[0]) + ", not " + name;
    }
    String date = date(chain);
    if (date != null) {
      return date;
    }
    if (has(failure, CertPathBuilderException.class)) {
      return "unknown authority";
    }
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return "certificate is not acceptable: " + Plain.text(String.valueOf(last.getMessage()));
  }

  /** Which certificate is out of its time, if one is. */
  private static @Nullable String date(X509Certificate[] chain) {
    for (X509Certificate one : chain) {
      try {
        one.checkValidity();
      } catch (CertificateExpiredException _) {
        return "certificate expired on " + day(one.getNotAfter());
      } catch (CertificateNotYetValidException _) {
        return "certificate is not valid before " + day(one.getNotBefore());
      }
    }
    return null;
  }

  private static LocalDate day(Date date) {
    return LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC);
  }

  /** The names that a certificate is for, as few as say enough. */
  private static String names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> alternative : alternatives) {
          if (alternative.get(0) instanceof Integer type
              && (type == DNS_NAME || type == IP_ADDRESS)) {
            names.add(String.valueOf(alternative.get(1)));
          }
        }
      }
    } catch (CertificateParsingException _) {
      return "names that cannot be read";
    }
    if (names.isEmpty()) {
      return Plain.text(certificate.getSubjectX500Principal().getName());
    }
    String more = names.size() > NAMES_SHOWN ? " and others" : "";
    return Plain.text(String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size()))))
        + more;
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
