// The place for what lies on the axis of time: curves, who carried, decisions. It fills one element and touches nothing else.

import {Decisions} from './decisions.js';
import {Lanes} from './lanes.js';
import {make} from './icons.js';

const spans = [2, 5, 10];
const keys = [['rtt', 'round-trip time'], ['peak', 'highest in the second'], ['loss', 'loss, full height is 100 %'], ['switch', 'switch']];

export class Timeline {
  #choices = new Map();

  /** Builds everything inside of `container`, which is empty. */
  constructor(container) {
    const lanes = make('div', 'lanes');
    this.lanes = new Lanes(lanes, 5);
    const list = make('ol', 'decisions');
    const count = make('span', 'quiet num');
    const more = make('button', 'more', 'Show older ones');
    more.type = 'button';
    list.id = 'decisions';
    this.decisions = new Decisions(list, count, more);
    container.append(
      panel('time-title', 'Timeline', [this.#spans(), legend()], [lanes]),
      panel('decisions-title', 'Decisions', [count], [list, more]));
    this.#choose(5);
  }

  #spans() {
    const group = make('div', 'spans');
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', 'Time shown');
    for (const minutes of spans) {
      const button = make('button', '', `${minutes} min`);
      button.type = 'button';
      button.addEventListener('click', () => this.#choose(minutes));
      this.#choices.set(minutes, button);
      group.append(button);
    }
    return group;
  }

  #choose(minutes) {
    this.lanes.minutes = minutes;
    for (const [its, button] of this.#choices) button.setAttribute('aria-pressed', String(its === minutes));
  }

  /** Draws what the model knows now; called a few times a second while somebody looks. */
  show(model) {
    this.lanes.show(model);
    this.decisions.show(model);
  }
}

function legend() {
  const list = make('ul', 'legend', ...keys.map(([key, words]) => make('li', '', make('i', `key key-${key}`), words)));
  list.setAttribute('aria-hidden', 'true');
  return list;
}

function panel(id, title, head, body) {
  const heading = make('h2', '', title);
  heading.id = id;
  const section = make('section', 'panel', make('div', 'panel-head', heading, ...head), ...body);
  section.setAttribute('aria-labelledby', id);
  return section;
}
