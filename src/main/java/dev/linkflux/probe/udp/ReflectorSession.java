package dev.linkflux.probe.udp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What makes a test session: addresses and ports of both ends and the session identifier (RFC 8972
 * section 3).
 *
 * @param peer the Session-Sender
 * @param local the address of ours that it asks; null if the kernel does not tell
 * @param port of ours
 * @param ssid 0 to 65535; 0 for none
 */
record ReflectorSession(InetSocketAddress peer, @Nullable InetAddress local, int port, int ssid) {}
