package dev.linkflux.decision;

/**
 * A figure against its limit: one piece of evidence.
 *
 * @param name what was measured
 * @param value how much it was
 * @param limit what it was held against
 * @param unit of both: {@code ms}, {@code ratio}, {@code targets}, {@code probes}, {@code checks},
 *     {@code uplinks}, {@code nats}, {@code s}, or empty
 */
public record Figure(String name, double value, double limit, String unit) {}
