// One card an uplink: its state, its figures now against their limits, and what its operator may do.

import {cause, duration, moment} from './words.js';
import {icon, make, say, stateClass} from './icons.js';
import {Details} from './details.js';
import {Figures} from './figures.js';
import {Targets} from './targets.js';

/** Cards that keep themselves up to date. */
export class Cards {
  #cards = new Map();

  constructor(container, desk) {
    this.container = container;
    this.desk = desk;
  }

  show(model) {
    const names = [...model.uplinks.keys()];
    if (names.join('\n') !== [...this.#cards.keys()].join('\n')) {
      this.#cards = new Map(names.map((name) => [name, this.#cards.get(name) ?? new Card(name, this.desk)]));
      this.container.replaceChildren(...[...this.#cards.values()].map((card) => card.element));
    }
    for (const card of this.#cards.values()) card.show(model);
  }
}

class Card {
  #state = '';
  #figures = new Figures();
  #targets = new Targets();
  #details = new Details();

  constructor(name, desk) {
    this.name = name;
    this.carries = make('span', 'carries', 'carries traffic');
    this.role = make('span', 'card-role');
    this.pill = make('span', 'pill');
    this.why = make('span', 'state-why');
    this.steering = make('span', 'steering');
    this.controls = desk.steering(name);
    const title = make('h3', 'card-name', name);
    title.id = `uplink-${name}`;
    this.element = make('article', 'card',
      make('div', 'card-head', title, this.role, this.carries),
      make('div', 'state-line', this.pill, this.why), this.steering,
      this.#figures.element, this.#targets.element, this.controls.element, this.#details.element);
    this.element.setAttribute('aria-labelledby', title.id);
  }

  show(model) {
    const uplink = model.uplinks.get(this.name);
    const carrying = model.carrying.includes(this.name);
    const now = model.now();
    this.element.classList.toggle('carrying', carrying);
    this.carries.hidden = !carrying;
    say(this.role, `tier ${uplink.tier}, ${uplink.device}`);
    if (uplink.state !== this.#state) {
      this.#state = uplink.state;
      this.pill.className = `pill ${stateClass(uplink.state)}`;
      this.pill.replaceChildren(icon(uplink.state.toLowerCase()), uplink.state);
    }
    const since = uplink.since > model.start ? `for ${duration(now - uplink.since)}` : 'since the start';
    say(this.why, uplink.cause === 'started' ? since : `${cause(uplink.cause)}, ${since}`);
    this.why.title = `${uplink.sentence}\nsince ${moment(uplink.since, now)}`.trim();
    this.#showSteering(uplink, now);
    this.#figures.show(uplink, model.recent.get(this.name), model.demands, now);
    this.#targets.show(uplink);
    this.#details.show(uplink, model.demands, now);
    this.controls.show(uplink);
  }

  #showSteering(uplink, now) {
    const until = uplink.steering_until ? Date.parse(uplink.steering_until) : null;
    const ended = until !== null && until <= now;
    this.steering.hidden = ended || (uplink.steering ?? 'auto') === 'auto';
    const word = uplink.steering === 'pin' ? 'pinned' : 'avoided';
    say(this.steering, until === null ? `${word} by the operator` : `${word} by the operator for ${duration(until - now)}`);
  }
}
