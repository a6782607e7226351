// The targets of an uplink: which answer, which are silent, and which are bad and left out.

import {ms, none, percent} from './words.js';
import {make, say} from './icons.js';

export class Targets {
  constructor() {
    this.element = make('ul', 'targets');
    this.element.setAttribute('aria-label', 'Targets');
  }

  show(uplink) {
    const targets = uplink.quality?.targets ?? [];
    const bad = new Map(uplink.targets.filter((it) => it.bad).map((it) => [it.name, it]));
    while (this.element.children.length > targets.length) this.element.lastChild.remove();
    while (this.element.children.length < targets.length) {
      this.element.append(make('li', '', make('span', 'dot'), make('span', 'target-name'), ' ', make('span', 'num')));
    }
    targets.forEach((target, index) => one(this.element.children[index], target, bad.get(target.name)));
    this.element.hidden = targets.length === 0;
  }
}

function one(item, target, blamed) {
  const [dot, name, figure] = item.children;
  const silent = target.consecutive_losses >= 3;
  dot.className = `dot ${blamed ? 'new' : silent ? 'none' : target.loss > 0.03 ? 'some' : ''}`;
  say(name, target.name);
  say(figure, blamed ? 'bad, left out'
    : silent ? `silent, ${target.consecutive_losses} lost`
    : target.p50_ms === null ? none : `${ms(target.p50_ms)} ms`);
  item.title = blamed ? blamed.sentence : `loss ${percent(target.loss)} %, ${target.consecutive_losses} lost in a row`;
}
