package dev.linkflux.notify;

import dev.linkflux.engine.WallClock;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.resources.LoopResources;

/**
 * What hooks are called with.
 *
 * @param clock labels the moments of events
 * @param wall the time of a signature, which its reader compares with his own
 * @param loops run the connections of webhooks
 * @param aside threads that may block, for the log and for files; also keeps the time of pauses and
 *     limits. One thread is enough: what may hang runs elsewhere
 * @param addresses finds those of a webhook's host, through any uplink that works; an error, or an
 *     empty list, if there are none now
 * @param dice random numbers, evenly from all there are; called by one thread at a time
 * @param log takes sentences for the operator, from threads that may block, several at a time; they
 *     hold neither secrets nor anything but printable characters
 * @param ended counts calls and messages that have ended: to whom, as the log calls it, and whether
 *     it was told or given up; from any thread
 */
public record Means(
    WallClock clock,
    InstantSource wall,
    LoopResources loops,
    Scheduler aside,
    Function<String, Mono<List<InetAddress>>> addresses,
    LongSupplier dice,
    Consumer<String> log,
    BiConsumer<String, Boolean> ended) {}
