package dev.linkflux.config.imported;

/**
 * What came of a foreign configuration.
 *
 * @param yaml our configuration, with comments
 * @param carried how many settings were carried over
 * @param left how many were not; each is named in the comments with the reason
 */
public record Imported(String yaml, int carried, int left) {}
