/**
 * When a quality is a breach, when a breach is a transition, and which uplinks carry traffic.
 *
 * <p>{@link dev.linkflux.decision.DecisionStage} is three stages in a row, and where to look:
 *
 * <ul>
 *   <li>{@code TransitionStage}: the states. One {@code Monitor} an uplink holds its {@code
 *       Evidence} (blackout: {@code Detector}, {@code TargetEvidence}, {@code Threshold}, {@code
 *       Baseline}; brownout: {@code Brownout}, {@code Excess}, {@code LossJudge} and the tests that
 *       it is made of; local facts: {@code Local}, {@code Ways}), its {@code State}, which {@code
 *       StateTable} moves by a {@code Verdict}, its {@code Suspicion} and its {@code Damper}.
 *       {@code Blame} looks at all of them together; {@code Assessor} fires what is due; {@code
 *       Grounds} and {@code Sentences} say why.
 *   <li>{@code ElectionStage}: who carries. {@code Circumstances} (the operator's {@code Wishes},
 *       maintenance in {@code Works} by {@code Crontab}, {@code Quotas}), {@code Performance},
 *       {@code Contest} and {@code Shares} make {@code Candidate}s with a {@code Standing}; {@code
 *       Elector} decides on a {@code Ballot} of them; {@code Bulletin} keeps back what is no news;
 *       {@code Reasons}, {@code Phrases} and {@code Announcement} say why.
 *   <li>{@code PaceStage}: how often each is asked.
 * </ul>
 */
@NullMarked
package dev.linkflux.decision;

import org.jspecify.annotations.NullMarked;
