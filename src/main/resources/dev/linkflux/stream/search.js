// What of the decisions is looked for: of which uplink, of which kind, with which words, and whether only of the time shown.

import {make} from './icons.js';
import {subjectWords} from './evidence.js';

const kinds = [['', 'all kinds'], ['transition', 'states'], ['election', 'switches'], ['server', 'servers'], ['target', 'targets'], ['operator', 'orders'], ['config', 'reloads']];

export class Search {
  #names = '';

  constructor(changed) {
    this.uplink = choice('Uplink', []);
    this.kind = choice('Kind', kinds);
    this.words = make('input', '');
    this.words.type = 'search';
    this.words.placeholder = 'Search';
    this.words.setAttribute('aria-label', 'Words, causes and servers to look for');
    this.box = make('input', '');
    this.box.type = 'checkbox';
    this.element = make('form', 'search', this.uplink, this.kind, this.words, make('label', '', this.box, 'only the time shown'));
    this.element.setAttribute('role', 'search');
    this.element.addEventListener('input', changed);
    this.element.addEventListener('submit', (event) => event.preventDefault());
    this.show([]);
  }

  /** The uplinks that there are. */
  show(names) {
    if (names.join('\n') === this.#names && this.uplink.childElementCount) return;
    this.#names = names.join('\n');
    const chosen = this.uplink.value;
    this.uplink.replaceChildren(...entries([['', 'all uplinks'], ...names.map((it) => [it, it])]));
    this.uplink.value = names.includes(chosen) ? chosen : '';
  }

  get within() { return this.box.checked; }

  /** What the service can look for by itself. */
  get filter() {
    return {uplink: this.uplink.value || undefined, types: this.kind.value ? [this.kind.value] : undefined};
  }

  get key() { return JSON.stringify([this.uplink.value, this.kind.value, this.words.value, this.box.checked]); }

  reset() { this.element.reset(); }

  /** True for a decision that is looked for. */
  matches(decision, view) {
    const {uplink, types} = this.filter;
    if (types && !types.includes(decision.type)) return false;
    if (uplink && decision.uplink !== uplink && !decision.carrying?.includes(uplink) && !decision.excluded?.some((it) => it.uplink === uplink)) return false;
    const at = Date.parse(decision.at) / 1000;
    if (this.within && (at < view.from || at > view.to)) return false;
    const wanted = this.words.value.trim().toLowerCase();
    return wanted === '' || `${subjectWords(decision)} ${decision.sentence} ${decision.cause} ${decision.rung}`.toLowerCase().includes(wanted);
  }
}

function choice(label, all) {
  const select = make('select', '', ...entries(all));
  select.setAttribute('aria-label', label);
  return select;
}

function entries(all) {
  return all.map(([value, words]) => {
    const option = make('option', '', words);
    option.value = value;
    return option;
  });
}
