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
 * {"type":"config","at":…,"config":{…}}                                       as in a header, from now on
 * {"type":"target","at":…,"uplink":"lte","target":"quad9","bad":true,"sentence":"…"}
 * </pre>
 *
 * The first four are inputs, the last one is an output. And of the servers, the last three being
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
 * What was known before a restart stands behind the first {@code dated}, and is an input; orders
 * that still hold are repeated there as {@code steered} and {@code appointed}. An {@code age} is
 * how many nanoseconds ago it was so:
 *
 * <pre>
 * {"type":"recalled","at":…,"what":"experience","uplink":"lte","age":…,"losses":50.0,"followed":2.5,
 *  "answers":17,"penalty":1840.5,"suppressed":true}
 * {"type":"recalled","at":…,"what":"consumption","uplink":"lte","bytes":48213,"last":"2026-11-22T…Z"}
 * {"type":"recalled","at":…,"what":"floor","uplink":"lte","target":"quad9","age":…,"newest":[8123000,-1]}
 * {"type":"recalled","at":…,"what":"conduct","server":"vps","age":…,"penalty":900.0,"suppressed":false}
 * </pre>
 *
 * An {@code election} has {@code considered}: for each uplink its {@code weight}, {@code evidence}
 * and {@code why}.
 *
 * <p><b>Where reading can begin.</b> Behind the header of every file, and again after every MiB of
 * lines, stands one line that repeats what was said before and holds: the last {@code dated},
 * {@code config}, {@code link}, {@code steered}, {@code rivalled}, {@code located} and {@code
 * appointed} of each uplink and server, and of the elections {@code carried} and {@code
 * remembered}:
 *
 * <pre>
 * {"type":"standing","at":…,"events":[{"type":"dated","at":0,…},{"type":"link","at":…,…},…]}
 * </pre>
 *
 * Whoever reads from the beginning passes over it. What an uplink has used of its month is not
 * repeated. A finished file is packed in pieces, gzip members or zstd frames, each of which begins
 * with such a line (the first with the header); behind the last one stands a piece of nothing, a
 * comment to gzip and a skippable frame to zstd, with the lines of an index that say where in the
 * packed file each begins:
 *
 * <pre>
 * {"type":"index","version":1,"size":5242880,"end":…}             of the pieces; the last moment
 * {"at":…,"offset":131072,"line":11021}
 * </pre>
 *
 * So from a moment on is read as follows: files are passed while the next one begins no later; in
 * the file, the piece is found by the index, or, unpacked, the line by bisection; from there on the
 * lines are read, and what stands is said at the moment itself. Without an index, with one that
 * lies, and in foreign logs, reading takes longer and gives the same.
 */
@NullMarked
package dev.linkflux.trace;

import org.jspecify.annotations.NullMarked;
