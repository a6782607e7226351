/**
 * The whole monitor as one pure machine: events in, effects out.
 *
 * <p>Events of one moment count in the order in which the gate took them, which is that of the
 * journal, so that a replay decides the same. What is due by then comes before them: what is due in
 * a later stage before what is due in an earlier one, and within a stage in the order of the
 * configuration. So an answer at the very moment of its time-out is late. How the probes of one
 * uplink and target end does not depend on the order of the others within a moment, nor do the
 * qualities of an uplink on that of other uplinks; who carries may: among the least bad the present
 * one stays, so that of two that fall at one moment, with nobody left, the later one carries.
 */
@NullMarked
package dev.linkflux.control;

import org.jspecify.annotations.NullMarked;
