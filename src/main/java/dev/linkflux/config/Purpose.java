package dev.linkflux.config;

/** What a configuration is read for. */
enum Purpose {
  /** To run by it. */
  SERVICE,
  /** To run beside another one: it has no shadow of its own. */
  SHADOW,
  /** To decide by it over a trace, or for one command: nothing beside it is read or advised. */
  REPLAY
}
