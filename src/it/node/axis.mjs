// The parts of the timeline that touch no element, tried without a browser: node axis.mjs.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';

const sources = new URL('../../main/resources/dev/linkflux/stream/', import.meta.url);
// They import nothing, so that they can be read as they are.
const load = (name) => import(`data:text/javascript,${encodeURIComponent(readFileSync(new URL(name, sources), 'utf8'))}`);
const {Span, stepFor} = await load('span.js');
const {Past} = await load('past.js');
const {states, carriers, shares, legible, clusters} = await load('segments.js');

const now = 1_800_000_000;
const at = (seconds) => new Date((now + seconds) * 1000).toISOString();

function spanZoomsAndGoesBack() {
  const span = new Span(600);
  assert.deepEqual(span.at(now), {from: now - 600, to: now});
  span.zoom(now - 300, now - 200, now);
  span.scale(2, now);
  assert.deepEqual(span.at(now), {from: now - 350, to: now - 150});
  span.move(1, now);
  assert.equal(span.at(now).to, now, 'never beyond the present');
  for (let i = 0; i < 3; i++) span.back();
  assert.ok(span.live && !span.canGoBack);
}

function stepsAreAsFineAsIsKept() {
  assert.equal(stepFor({from: now - 600, to: now}, now).name, '1s');
  assert.equal(stepFor({from: now - 3600, to: now}, now).name, '10s');
  assert.equal(stepFor({from: now - 90_000, to: now - 86_400}, now).name, '1m');
  assert.equal(stepFor({from: now - 604_800, to: now}, now).name, '10m');
}

function probesMakeSecondsAndSilenceMakesAGap() {
  const past = new Past();
  for (const [second, rtt] of [[0, 10], [0.4, 30], [0.8, null], [1.2, 12], [9.1, 14]]) {
    past.add({at: at(second), rtt_ms: rtt, outcome: rtt === null ? 'TimedOut' : 'Replied', late: false}, 'Up', 1);
  }
  assert.equal(past.rows.length, 3);
  const {min, p50, max, sent, lost} = past.rows[0];
  assert.deepEqual({min, p50, max, sent, lost}, {min: 10, p50: 30, max: 30, sent: 3, lost: 1});
  const wide = new Past();
  wide.load({step_s: 60, t: [0, 60, 120, 600], sent: [1, 1, 1, 1], lost: [0, 0, 1, 0], jitter_ms: [1, 1, 1, 1], state: ['Up', 'Up', 'Up', 'Up'],
    rtt_ms: Object.fromEntries(['min', 'p25', 'p50', 'p75', 'p95', 'max'].map((it) => [it, [5, 6, null, 7]]))}, true);
  assert.deepEqual(wide.columns(0, 700, [(row) => row.p50]), [[30, 90, 150, 180, 630], [5, 6, null, null, 7]]);
  assert.deepEqual([wide.whole(0, 700).sent, wide.whole(0, 700).lost, wide.whole(0, 700).p50], [4, 1, 6]);
  for (let i = 0; i < 9000; i++) past.add({at: at(10 + i), rtt_ms: 1, outcome: 'Replied', late: false}, 'Up', 1);
  assert.ok(past.rows.length <= 4000, 'a page that stays open stays small');
}

function lanesTellWhoWasWhatAndWhenNothingRan() {
  const view = {from: now - 100, to: now};
  const change = (seconds, from, to) => ({type: 'transition', uplink: 'lte', id: seconds, at: at(seconds), from, to});
  const decided = [change(-20, 'Down', 'Up'), change(-60, 'Up', 'Down')];
  const all = states(decided, 'lte', 'Up', view, now - 1000, undefined, [{from: now - 10, to: now - 5}]);
  assert.deepEqual(all.map((it) => [it.value, it.from - now, it.to - now]),
    [['Up', -100, -60], ['Down', -60, -20], ['Up', -20, -10], ['Up', -5, 0]]);
  const [begun] = states([change(-90, 'Unknown', 'Up')], 'lte', 'Up', view, now - 90, undefined, [{from: now - 100, to: now - 85}]);
  assert.deepEqual([begun.from - now, begun.decision.id], [-85, -90]);
  assert.deepEqual(shares(all).map((it) => [it.value, it.seconds]), [['Up', 55], ['Down', 40]]);
  const election = (seconds, ...carrying) => ({type: 'election', at: at(seconds), carrying});
  assert.deepEqual(carriers([election(-10, 'lte'), election(-30, 'lte'), election(-200, 'fibre')], ['lte'], view, now - 1000, []).map((it) => it.value),
    [['fibre'], ['lte']]);
}

function whatIsTooNarrowIsJoined() {
  const many = Array.from({length: 1000}, (_, i) => ({from: i, to: i + 1, value: i % 2 ? 'Up' : 'Down'}));
  const seen = legible(many, 10);
  assert.ok(seen.length < 50, `${seen.length}`);
  assert.equal(seen.reduce((sum, it) => sum + it.parts.length, 0), 1000);
  assert.deepEqual(clusters([-1, -2, -50].map((it) => ({at: at(it)})), 10).map((it) => it.all.length), [2, 1]);
}

for (const check of [spanZoomsAndGoesBack, stepsAreAsFineAsIsKept, probesMakeSecondsAndSilenceMakesAGap, lanesTellWhoWasWhatAndWhenNothingRan, whatIsTooNarrowIsJoined]) check();
console.log('all holds');
