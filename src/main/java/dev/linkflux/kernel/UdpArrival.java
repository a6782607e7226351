package dev.linkflux.kernel;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * How a datagram came.
 *
 * @param from who sent it
 * @param to the address of ours that it was sent to; null on a connected socket, which has but one
 * @param hopLimit what was left of its hop limit (time to live); -1 if unknown
 * @param times when it came; nothing is known of a sending yet
 */
public record UdpArrival(
    InetSocketAddress from, @Nullable InetAddress to, int hopLimit, EchoTimes times) {}
