package dev.linkflux.stream.access;

import dev.linkflux.credential.Identity;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * What handshakes show: the identity of now. A handshake that has begun with the one before ends
 * with that.
 */
final class ShownKeys extends X509ExtendedKeyManager {
  private final AtomicLong generation = new AtomicLong();
  private final Map<Long, Identity> identities = new ConcurrentHashMap<>();

  void show(Identity identity) {
    long before = generation.get();
    identities.put(before + 1, identity);
    generation.set(before + 1);
    identities.remove(before - 1);
  }

  @Nullable Identity shown() {
    return identities.get(generation.get());
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    long now = generation.get();
    Identity identity = identities.get(now);
    return identity != null && identity.key().getAlgorithm().equals(keyType)
        ? Long.toString(now)
        : null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return chooseEngineServerAlias(keyType, issuers, null);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
    Identity identity = named(alias);
    return identity == null ? null : identity.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
    Identity identity = named(alias);
    return identity == null ? null : identity.key();
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    String alias = chooseEngineServerAlias(keyType, issuers, null);
    return alias == null ? null : Arrays.asList(alias).toArray(String[]::new);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  private @Nullable Identity named(@Nullable String alias) {
    return alias == null ? null : identities.get(Long.parseLong(alias));
  }
}
