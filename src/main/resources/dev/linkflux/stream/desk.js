// The operator's desk: buttons that order, the question before traffic moves, and what the service says to it.

import {complaint} from './session.js';
import {Dialog} from './dialog.js';
import {list} from './words.js';
import {make} from './icons.js';

const lengths = [['', 'until I say otherwise'], ['10m', '10 minutes'], ['1h', '1 hour'], ['8h', '8 hours'], ['24h', '1 day'], ['7d', '1 week']];
const words = {auto: 'Auto', pin: 'Pin', avoid: 'Avoid'};
const titles = {
  auto: 'It carries when the checks say so',
  pin: 'It carries as long as it works at all',
  avoid: 'It carries only if nothing else works',
};

export class Desk {
  #model;
  #session;

  constructor(model, session) {
    this.#model = model;
    this.#session = session;
  }

  /** The buttons of an uplink. */
  steering(name) {
    return new Buttons(`Steer ${name}`, Object.keys(words), words, titles, () => this.#mayOrder(), (how) => this.#steer(name, how));
  }

  /** The buttons of a server. */
  appointing(name) {
    return new Buttons(`Use of ${name}`, ['use', 'auto'], {use: 'Use this one', auto: 'As the checks say'}, {}, () => this.#mayOrder(), (how) => this.#appoint(name, how));
  }

  /** What has been cannot be steered. */
  #mayOrder() { return this.#session.mayOperate && this.#model.played === null; }

  async #steer(name, how) {
    const length = make('select', '', ...lengths.map(([value, text]) => new Option(text, value)));
    length.id = 'for';
    const label = make('label', '', 'For how long');
    label.htmlFor = length.id;
    const content = [make('p', '', this.#meaning(name, how))];
    if (how !== 'auto') content.push(make('div', 'field', label, length));
    const path = `/api/v1/uplinks/${encodeURIComponent(name)}/${how}`;
    const verb = how === 'auto' ? `Leave ${name} to the checks` : `${words[how]} ${name}`;
    return new Dialog(`${verb}?`, content, verb).run(() => this.#put(length.value && how !== 'auto' ? `${path}?for=${length.value}` : path));
  }

  #meaning(name, how) {
    const {carrying, observe} = this.#model;
    const now = carrying.length ? `${list(carrying)} ${carrying.length > 1 ? 'carry' : 'carries'} now. ` : 'Nobody carries now. ';
    const then = {
      pin: carrying.length === 1 && carrying[0] === name ? `${name} stays, even if another one does better.` : `The traffic moves to ${name}, if it works.`,
      avoid: carrying.includes(name) ? `The traffic moves away from ${name}, if another one works.` : `${name} stays out unless nothing else works.`,
      auto: 'The checks decide; the traffic may move.',
    }[how];
    return now + then + (observe ? ' This service only observes: no route is touched.' : '');
  }

  async #appoint(name, how) {
    const use = how === 'use';
    const verb = use ? `Use ${name}` : 'Let the checks say';
    const text = use ? `${name} is used from now on, whatever its checks say. What depends on the server moves to it.`
      : 'The server that its checks find good is used. What depends on it may move.';
    return new Dialog(`${verb}?`, [make('p', '', text)], verb).run(() => this.#put(`/api/v1/servers/${encodeURIComponent(name)}/${how}`));
  }

  async #put(path) {
    let answer;
    try {
      answer = await fetch(path, {method: 'PUT'});
    } catch {
      throw new Error('The service does not answer; nothing is known of the order.');
    }
    if (answer.status === 401 || answer.status === 403) this.#session.refresh().catch(() => {});
    if (!answer.ok) throw new Error(await complaint(answer));
  }
}

/** A button an order; the one that is in force is pressed. Nothing for somebody who may not order. */
class Buttons {
  #mayOrder;
  #buttons = new Map();

  constructor(label, orders, texts, hints, mayOrder, order) {
    this.#mayOrder = mayOrder;
    this.element = make('div', 'buttons');
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', label);
    for (const how of orders) {
      const button = make('button', '', texts[how]);
      button.type = 'button';
      button.title = hints[how] ?? '';
      button.addEventListener('click', () => order(how));
      this.#buttons.set(how, button);
      this.element.append(button);
    }
  }

  show({steering = 'auto', appointed}) {
    this.element.hidden = !this.#mayOrder();
    const now = appointed === undefined ? steering : appointed ? 'use' : 'auto';
    for (const [how, button] of this.#buttons) button.setAttribute('aria-pressed', String(how === now));
    // Only for the one in use by order is there anything to take back.
    if (appointed !== undefined) this.#buttons.get('auto').hidden = !appointed;
  }
}
