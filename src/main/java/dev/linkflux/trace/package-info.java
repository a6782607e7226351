/**
 * Events as lines of a trace: recorded, read, and those of foreign logs.
 *
 * <p>Besides the lines that everybody knows ({@code header, sent, replied, link, transition}, …)
 * these tell of the operator, the calendar and the targets:
 *
 * <pre>
 * {"type":"dated","at":0,"wall":"2026-11-22T03:00:00.123456789Z"}             the wall clock, then
 * {"type":"steered","at":…,"uplink":"lte","steering":"avoid","until":…}       without until: for good
 * {"type":"used","at":…,"uplink":"lte","bytes":48213}                         since the last such line
 * {"type":"target","at":…,"uplink":"lte","target":"quad9","bad":true,"sentence":"…"}
 * </pre>
 *
 * The first three are inputs, the last one is an output. And of the servers, the last three being
 * outputs; what is null is left out, and a breach is {@code {"rung":"api-error","detail":"…"}}:
 *
 * <pre>
 * {"type":"located","at":…,"server":"vps","addresses":["192.0.2.7"],"stale":false,"dns":{…}}
 * {"type":"checked","at":…,"server":"vps","uplink":"lte","address":"192.0.2.7","nanos":8123000,
 *  "serves":true,"breach":{…},"dns":{…}}
 * {"type":"appointed","at":…,"server":"vps"}                           without server: as checks say
 * {"type":"remembered","at":…,"server":"vps"}
 * {"type":"server","at":…,"what":"verdict","server":"vps","uplink":"lte","serves":true,"breach":{…},
 *  "sentence":"…","hint":"…"}
 * {"type":"server","at":…,"what":"transition","server":"vps","from":"Up","to":"Down","cause":"tls",
 *  "evidence":[…],"sentence":"…","hint":"…"}
 * {"type":"server","at":…,"what":"election","server":"vps","cause":"started","sentence":"…"}
 * </pre>
 *
 * An {@code election} has {@code considered}: for each uplink its {@code weight}, {@code evidence}
 * and {@code why}.
 */
@NullMarked
package dev.linkflux.trace;

import org.jspecify.annotations.NullMarked;
