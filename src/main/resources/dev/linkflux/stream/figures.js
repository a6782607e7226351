// The three figures of an uplink, each with its limits and its last two minutes; and what is left of the month.

import {bytes, ms, none, percent} from './words.js';
import {make, say} from './icons.js';
import {Spark} from './spark.js';

const kinds = [
  {key: 'rtt', label: 'Round trip', unit: 'ms', demand: 'rtt_ms', least: 20, text: ms, title: 'Round-trip time, median over the window',
    value: (it) => it?.rtt_ms?.p50},
  {key: 'loss', label: 'Loss', unit: '%', demand: 'loss', least: 0.05, text: percent, title: 'Lost share of the probes over the window',
    value: (it) => it?.loss},
  {key: 'jitter', label: 'Jitter', unit: 'ms', demand: 'jitter_ms', least: 10, text: ms, title: 'How much the round-trip time varies from one to the next (RFC 3550)',
    value: (it) => it?.jitter_ms},
];

export class Figures {
  #rows = [];
  #drawn = 0;
  #month = make('div', 'month');
  #quota = new Allowance('Quota');
  #budget = new Allowance('Probing');

  constructor() {
    const list = make('dl', 'figures');
    for (const kind of kinds) {
      const number = document.createTextNode(none);
      const value = make('dd', 'figure', number, make('small', '', kind.unit));
      const limit = make('dd', 'limit');
      const spark = new Spark(kind.least);
      const trend = make('dd', 'trend', spark.element);
      const box = make('div', '', make('dt', '', kind.label), value, trend, limit);
      box.title = kind.title;
      list.append(box);
      this.#rows.push({kind, number, value, limit, spark});
    }
    this.#month.append(this.#quota.element, this.#budget.element);
    this.element = make('div', 'figures-box', list, this.#month);
  }

  show(uplink, recent, demands, now) {
    // A curve of seconds need not be drawn more often than once a second.
    const draw = performance.now() - this.#drawn > 900;
    if (draw) this.#drawn = performance.now();
    for (const {kind, number, value, limit, spark} of this.#rows) {
      const figure = kind.value(uplink.quality);
      const demand = demands[kind.demand];
      const text = kind.text(figure);
      if (number.data !== text) number.data = text;
      const judged = kind.key === 'loss' ? judgedLoss(uplink) : figure;
      value.classList.toggle('bad', Boolean(demand) && judged >= demand.fail);
      value.title = judged === figure ? '' : `${kind.text(judged)} ${kind.unit} without the bad targets, which are left out`;
      say(limit, demand ? `limit ${kind.text(demand.fail)} ${kind.unit}` : 'no limit');
      limit.title = demand ? `fails at ${kind.text(demand.fail)} ${kind.unit}, is good again at ${kind.text(demand.recover)} ${kind.unit}` : '';
      if (draw && recent) spark.show(recent.samples, kind.key, now, demand?.fail);
    }
    this.#quota.show(uplink.quota);
    this.#budget.show(uplink.budget);
    this.#month.hidden = !uplink.quota && !uplink.budget;
  }
}

/** Bad targets are in the figure, and in no decision. */
function judgedLoss({quality, targets}) {
  const bad = targets.filter((it) => it.bad).map((it) => it.name);
  const good = (quality?.targets ?? []).filter((it) => !bad.includes(it.name));
  return bad.length && good.length ? good.reduce((sum, it) => sum + it.loss, 0) / good.length : quality?.loss;
}

/** What may be used in a month, and what is left of it. */
class Allowance {
  #bar = make('meter', '');
  #words = make('span', 'num');

  constructor(label) {
    // Little used is best: the browser has colours for that.
    Object.assign(this.#bar, {max: 1, low: 0.8, high: 0.95, optimum: 0});
    this.#bar.setAttribute('aria-label', `${label}, used this month`);
    this.element = make('div', 'allowance', make('span', '', label), this.#bar, this.#words);
  }

  show(allowance) {
    this.element.hidden = !allowance;
    if (!allowance) return;
    const left = Math.max(0, allowance.left ?? allowance.bytes - allowance.used);
    this.#bar.value = allowance.bytes > 0 ? Math.min(1, allowance.used / allowance.bytes) : 1;
    say(this.#words, left > 0 ? `${bytes(left)} of ${bytes(allowance.bytes)} left this month` : `${bytes(allowance.bytes)} of this month used up`);
  }
}
