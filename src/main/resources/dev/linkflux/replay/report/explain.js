// What stands behind a switch: its sentence, how the uplinks stood then, and what the other configurations did.

import {make} from '../../stream/icons.js';
import {cause} from '../../stream/words.js';
import {conditions} from './bands.js';
import {at} from './course.js';
import {carriers} from './lane.js';

export class Explanation {
  #own = null;
  #index = 0;

  constructor(chart) {
    this.chart = chart;
    this.element = make('section', 'explanation');
    this.element.setAttribute('aria-label', 'The switch that was chosen');
    this.element.tabIndex = -1;
    this.element.hidden = true;
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#close();
      if (event.key === 'ArrowLeft') this.#step(-1);
      if (event.key === 'ArrowRight') this.#step(1);
    });
  }

  open(own, index) {
    this.#from = document.activeElement;
    this.#show(own, index);
    this.element.focus({preventScroll: true});
    this.element.scrollIntoView({block: 'nearest'});
  }

  #from = null;

  /** When that was which is explained; null if nothing is. */
  get time() { return this.element.hidden ? null : this.#own.all[this.#index].from; }

  #close() {
    this.element.hidden = true;
    this.chart.choose(null);
    if (this.#from?.isConnected) this.#from.focus();
  }

  #step(by) {
    const index = this.#index + by;
    if (index < 0 || index >= this.#own.all.length) return;
    this.chart.view.reveal(this.#own.all[index].from);
    this.#show(this.#own, index);
    this.element.focus({preventScroll: true});
  }

  #show(own, index) {
    this.#own = own;
    this.#index = index;
    const {times, chapter} = this.chart;
    const stretch = own.all[index];
    const head = make('p', 'explained-when num quiet', make('b', '', own.lane.name), ` · ${times.full(stretch.from, true)} · ${index === 0 ? 'the first choice' : `switch ${index} of ${own.all.length - 1}`}${stretch.cause ? ` · because: ${cause(stretch.cause)}` : ''}`);
    const said = make('p', 'explained-what', stretch.sentence || carriers(stretch.shares, chapter.uplinks));
    const others = this.chart.lanes.filter((it) => it !== own).map((it) => {
      const then = at(it.all, stretch.from);
      return make('li', '', make('b', '', it.lane.name), then ? ` ${then.index === 0 && then.from >= stretch.from - 0.001 ? 'begins with' : then.from >= stretch.from - 0.001 ? 'switches to' : 'stays with'} ${carriers(then.shares, chapter.uplinks)}, ${this.chart.say.span(then)}` : ' has not begun');
    });
    this.element.replaceChildren(head, said, this.#uplinks(own, stretch),
      ...(others.length ? [make('p', 'explained-others', 'The others at that moment:'), make('ul', 'explained-list', ...others)] : []), this.#buttons(own, stretch));
    this.element.hidden = false;
    this.chart.choose(this.time);
  }

  #uplinks(own, stretch) {
    const {chapter, truth, states} = this.chart;
    const cell = (name, ...content) => {
      const it = make('td', '', ...content);
      it.dataset.name = name;
      return it;
    };
    const rows = chapter.uplinks.map((name, i) => {
      const carries = stretch.shares.find(([uplink]) => uplink === i);
      const stay = at(own.stays[i], stretch.from);
      const spell = at(truth[i], stretch.from);
      const uplink = make('th', '', make('i', `swatch hue-${i % 6}${i < 6 ? '' : ' again'}`), name);
      uplink.scope = 'row';
      return make('tr', '', uplink,
        cell('Carries', carries ? (carries[1] < 0.995 ? `${Math.round(carries[1] * 100)} %` : 'all') : '–'),
        cell('Decided', stay ? make('b', '', states[stay.state]) : '–', stay?.sentence ? ` ${stay.sentence}` : ''),
        cell('In truth', spell ? make('b', '', conditions[spell.condition]) : '–', spell ? ` ${this.chart.say.span(spell)}${spell.why ? `: ${spell.why}` : ''}` : ''));
    });
    const head = ['Uplink', 'Carries', 'Decided', 'In truth'].map((it) => {
      const cellOfHead = make('th', '', it);
      cellOfHead.scope = 'col';
      return cellOfHead;
    });
    return make('table', 'explained-uplinks', make('thead', '', make('tr', '', ...head)), make('tbody', '', ...rows));
  }

  #buttons(own, stretch) {
    const button = (words, act, off = false) => {
      const it = make('button', 'plain', words);
      it.type = 'button';
      it.disabled = off;
      it.addEventListener('click', act);
      return it;
    };
    const near = Math.max(20, Math.min(300, (stretch.to - stretch.from) * 2));
    return make('p', 'explained-buttons', button('◂ Before', () => this.#step(-1), this.#index === 0), button('Next ▸', () => this.#step(1), this.#index === own.all.length - 1),
      button('Look closer', () => this.chart.view.zoom(stretch.from - near / 2, stretch.from + near)), button('Close', () => this.#close()));
  }
}
