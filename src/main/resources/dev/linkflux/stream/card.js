// One card an uplink: its state and its figures now.

import {cause, duration, moment, ms, none, percent} from './words.js';
import {icon, make, say, stateClass} from './icons.js';

/** Cards that keep themselves up to date. */
export class Cards {
  #cards = new Map();

  constructor(container) { this.container = container; }

  show(model) {
    const names = [...model.uplinks.keys()];
    if (names.join('\n') !== [...this.#cards.keys()].join('\n')) {
      this.#cards = new Map(names.map((name) => [name, new Card(model.uplinks.get(name))]));
      this.container.replaceChildren(...[...this.#cards.values()].map((card) => card.element));
    }
    for (const [name, card] of this.#cards) {
      card.show(model.uplinks.get(name), model.carrying.includes(name), model.now(), model.start);
    }
  }
}

const figures = [
  ['loss', 'Loss', '%', 'Lost share of the probes over the window'],
  ['p50', 'RTT', 'ms', 'Round-trip time, median over the window'],
  ['p95', 'p95', 'ms', 'Round-trip time, 95th percentile'],
  ['jitter', 'Jitter', 'ms', 'RFC 3550'],
  ['pdv', 'PDV', 'ms', 'Delay variation, 95th percentile over the minimum (RFC 5481)'],
];

class Card {
  #figures = new Map();
  #state = '';

  constructor(uplink) {
    this.carries = make('span', 'carries', 'carries traffic');
    this.pill = make('span', 'pill');
    this.why = make('span', 'state-why');
    this.steering = make('span', 'steering');
    this.targets = make('ul', 'targets');
    this.targets.setAttribute('aria-label', 'Targets');
    const list = make('dl', 'figures');
    for (const [key, label, unit, title] of figures) {
      const number = document.createTextNode(none);
      const value = make('dd', '', number, make('small', '', unit));
      const pair = make('div', '', make('dt', '', label), value);
      pair.title = title;
      list.append(pair);
      this.#figures.set(key, {number, value});
    }
    const name = make('h3', 'card-name', uplink.name);
    name.style.margin = '0';
    this.element = make('article', 'card',
      make('div', 'card-head', name, make('span', 'card-role', `tier ${uplink.tier}, ${uplink.device}`), this.carries),
      make('div', 'state-line', this.pill, this.why, this.steering), list, this.targets);
  }

  show(uplink, carrying, now, start) {
    this.element.classList.toggle('carrying', carrying);
    this.carries.hidden = !carrying;
    if (uplink.state !== this.#state) {
      this.#state = uplink.state;
      this.pill.className = `pill ${stateClass(uplink.state)}`;
      this.pill.replaceChildren(icon(uplink.state.toLowerCase()), uplink.state);
    }
    const since = uplink.since > start ? `for ${duration(now - uplink.since)}` : 'since the start';
    say(this.why, uplink.cause === 'started' ? since : `${cause(uplink.cause)}, ${since}`);
    this.why.title = `${uplink.sentence}\nsince ${moment(uplink.since, now)}`.trim();
    this.#showSteering(uplink, now);
    this.#showQuality(uplink.quality, uplink.targets);
  }

  #showSteering(uplink, now) {
    const until = uplink.steering_until ? Date.parse(uplink.steering_until) : null;
    const ended = until !== null && until <= now;
    this.steering.hidden = ended || uplink.steering === 'auto';
    const word = uplink.steering === 'pin' ? 'pinned' : 'avoided';
    say(this.steering, until === null ? `${word} by the operator` : `${word} by the operator for ${duration(until - now)}`);
  }

  #showQuality(quality, judged) {
    const rtt = quality?.rtt_ms;
    this.#figure('loss', percent(quality?.loss), quality?.loss >= 0.03);
    this.#figure('p50', ms(rtt?.p50));
    this.#figure('p95', ms(rtt?.p95));
    this.#figure('jitter', ms(quality?.jitter_ms));
    this.#figure('pdv', ms(quality?.pdv_ms));
    this.#showTargets(quality?.targets ?? [], new Map(judged.filter((it) => it.bad).map((it) => [it.name, it])));
  }

  #figure(key, text, bad = false) {
    const {number, value} = this.#figures.get(key);
    if (number.data !== text) number.data = text;
    value.classList.toggle('bad', bad);
  }

  #showTargets(targets, bad) {
    while (this.targets.children.length > targets.length) this.targets.lastChild.remove();
    while (this.targets.children.length < targets.length) {
      this.targets.append(make('li', '', make('span', 'dot'), make('span', ''), make('span', 'num')));
    }
    targets.forEach((target, index) => {
      const item = this.targets.children[index];
      const [dot, name, figure] = item.children;
      const silent = target.consecutive_losses >= 3;
      const blamed = bad.get(target.name);
      dot.className = `dot ${blamed ? 'new' : silent ? 'none' : target.loss > 0.03 ? 'some' : ''}`;
      say(name, target.name);
      say(figure, blamed ? 'bad, left out' : silent ? `silent, ${target.consecutive_losses} lost` : target.p50_ms === null ? none : `${ms(target.p50_ms)} ms`);
      item.title = blamed ? blamed.sentence : `loss ${percent(target.loss)} %, ${target.consecutive_losses} lost in a row`;
    });
    this.targets.hidden = targets.length === 0;
  }
}
