// What is said of stretches of time, and the legend.

import {make} from '../../stream/icons.js';
import {cause, duration, ms} from '../../stream/words.js';
import {conditions} from './bands.js';
import {carriers} from './lane.js';

/** Seconds in their two largest units, without an idle zero. */
export const long = (seconds) => duration(Math.round(seconds) * 1000).replace(/ 0 \S+$/, '');

/** A round-trip time, given in milliseconds. */
export const rtt = (value) => (value < 1000 ? `${ms(value)} ms` : `${Number((value / 1000).toPrecision(3))} s`);

export class Sayings {
  constructor(uplinks, states, times) {
    this.uplinks = uplinks;
    this.states = states;
    this.times = times;
  }

  /** From when to when, and how long. */
  span({from, to}) {
    const seconds = to - from;
    const lasted = seconds < 59.5 ? `${Number(seconds.toFixed(seconds < 10 ? 1 : 0))} s` : long(seconds);
    const said = (t) => (seconds < 43200 ? this.times.clock(t, seconds < 60) : this.times.full(t));
    return `${said(from)} – ${said(to)} (${lasted})`;
  }

  /** What an uplink was. */
  spell(name, it) {
    if (!it) return null;
    const was = conditions[it.condition] === 'unknown' ? 'not asked' : conditions[it.condition];
    return `${name} was ${was}, ${this.span(it)}${it.why ? `\n${it.why}` : ''}`;
  }

  /** Who carried. */
  stretch(it) {
    return it && `${carriers(it.shares, this.uplinks)}, ${this.span(it)}\n${it.sentence}`;
  }

  /** What an uplink was held to be. */
  stay(name, it) {
    return it && `${name}: ${this.states[it.state]}${it.why ? ` (${cause(it.why)})` : ''}, ${this.span(it)}\n${it.sentence}`;
  }

  /** The switches of one mark. */
  mark(some) {
    const [first] = some;
    if (some.length === 1) return `${this.times.clock(first.from, true)}: ${first.sentence}`;
    return `${some.length} switches, ${this.times.clock(first.from)} to ${this.times.clock(some.at(-1).from)}; the first: ${first.sentence}`;
  }
}

/** What is drawn how; `step` in seconds. */
export function legend(step) {
  const wide = step < 1 ? `${Math.round(step * 1000)} ms` : step < 60 ? `${Number(step.toFixed(1))} s` : long(step);
  const entry = (look, words) => make('li', '', make('i', `key ${look}`), words);
  return make('ul', 'legend', entry('key-line', `median round-trip time (a step is ${wide})`), entry('key-smoke', 'up to the 95th percentile'), entry('key-loss-bar', 'loss'),
    entry('key-dead', 'dead'), entry('key-breaching', 'breaching'), entry('key-good', 'good'), entry('key-unknown', 'not known'),
    entry('key-bad', 'carried though bad, another one was good'), entry('key-hopeless', 'carried though bad, none was good'));
}
