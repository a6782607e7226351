package dev.linkflux.decision;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;

/**
 * How closely an uplink has to be watched for its own sake, whoever carries.
 *
 * @param tempo the least: fast while it is suspect, steady while something is to be found out, rest
 *     if not
 */
record Attention(Moment at, UplinkId uplink, Tempo tempo) implements Event {}
