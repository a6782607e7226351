// What a person chooses of the timeline: which time, which figure, on which scale; by buttons and by keys.

import {make} from './icons.js';
import {measures} from './measures.js';
import {spans} from './span.js';

export class Toolbar {
  measure = 'rtt';
  scale = 'auto';
  together = false;
  #buttons = [];

  /** `now()` gives the present in seconds; `changed` draws again. */
  constructor(span, now, changed) {
    this.span = span;
    this.now = now;
    this.changed = changed;
    this.element = make('div', 'tools',
      this.#group('Time shown', spans.map(([seconds, words]) => ({words, on: () => span.live && span.seconds === seconds, act: () => span.choose(seconds)}))),
      this.#group('Move and zoom', [
        {words: '◂', title: 'Earlier (left arrow)', act: () => span.move(-0.5, now())},
        {words: '▸', title: 'Later (right arrow)', act: () => span.move(0.5, now())},
        {words: '−', title: 'Show more time (-)', act: () => span.scale(2, now())},
        {words: '+', title: 'Show less time (+)', act: () => span.scale(0.5, now())},
        {words: 'Back', title: 'Back to what was shown before (escape, or a double click)', off: () => !span.canGoBack && span.live, act: () => this.#back()},
      ]),
      this.#group('Figure', Object.entries(measures).map(([key, {name}]) => ({words: key === 'rtt' ? 'RTT' : name, title: name, on: () => this.measure === key, act: () => { this.measure = key; }}))),
      this.#group('Form', [
        {words: 'Together', title: 'All uplinks in one plot', on: () => this.together, act: () => { this.together = !this.together; }},
        {words: 'Log', title: 'Logarithmic scale; chosen by itself where a few figures are far above the others', on: () => this.scale === 'log', act: () => { this.scale = {auto: 'log', log: 'linear', linear: 'auto'}[this.scale]; }, name: () => ({auto: 'Scale: auto', log: 'Scale: log', linear: 'Scale: linear'})[this.scale]},
      ]));
  }

  #back() {
    if (this.span.canGoBack) this.span.back();
    else this.span.choose(this.span.seconds);
  }

  #group(label, all) {
    const group = make('div', 'spans', ...all.map((it) => {
      const button = make('button', '', it.words);
      button.type = 'button';
      if (it.title) {
        button.title = it.title;
        if (it.words.length < 2) button.setAttribute('aria-label', it.title);
      }
      button.addEventListener('click', () => { it.act(); this.changed(); });
      this.#buttons.push({...it, button});
      return button;
    }));
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', label);
    return group;
  }

  show() {
    for (const {button, on, off, name} of this.#buttons) {
      const pressed = on ? String(on()) : null;
      if (pressed !== null && !name && button.getAttribute('aria-pressed') !== pressed) button.setAttribute('aria-pressed', pressed);
      if (off && button.disabled !== off()) button.disabled = off();
      if (name && button.textContent !== name()) button.textContent = name();
    }
  }

  /** Arrows move, plus and minus zoom, escape goes back, home shows the present. */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const acts = {
      ArrowLeft: () => this.span.move(-0.2, this.now()), ArrowRight: () => this.span.move(0.2, this.now()),
      '+': () => this.span.scale(0.5, this.now()), '=': () => this.span.scale(0.5, this.now()), '-': () => this.span.scale(2, this.now()),
      Escape: () => this.#back(), End: () => this.span.choose(this.span.seconds),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
    this.changed();
  }
}
