// One lane of the timeline: buttons at their times, of which one is in the order of tabs and arrows lead to the others.

import {make, say} from './icons.js';

export class Lane {
  #items = new Map();
  #order = [];
  #current = null;

  /** `tell(item, element)` shows what an item is, `tell(null)` hides it; `open(item)` opens it. */
  constructor(label, tell, open) {
    this.title = make('b', '');
    this.figure = make('span', 'num');
    this.label = make('div', 'lane-label', this.title, this.figure);
    this.track = make('div', 'track');
    this.track.setAttribute('role', 'group');
    this.track.setAttribute('aria-label', label);
    const itemOf = (event) => this.#items.get(event.target.closest('button')?.dataset.key);
    const told = (event) => {
      const found = itemOf(event);
      tell(found?.item ?? null, found?.element);
    };
    this.track.addEventListener('pointerover', told);
    this.track.addEventListener('focusin', (event) => { this.#hold(itemOf(event)); told(event); });
    this.track.addEventListener('pointerleave', () => tell(null));
    this.track.addEventListener('focusout', () => tell(null));
    this.track.addEventListener('click', (event) => { const found = itemOf(event); if (found) open(found.item); });
    this.track.addEventListener('keydown', (event) => this.#key(event, tell));
  }

  #hold(found) {
    if (!found) return;
    for (const {element} of this.#items.values()) element.tabIndex = -1;
    found.element.tabIndex = 0;
    this.#current = found.element.dataset.key;
  }

  #key(event, tell) {
    const at = this.#order.indexOf(event.target.dataset.key);
    const to = {ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: this.#order.length - 1}[event.key];
    if (event.key === 'Escape') tell(null);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#items.get(this.#order[Math.max(0, Math.min(this.#order.length - 1, to))])?.element.focus();
  }

  /**
   * Shows items, the oldest first: {key, left, width (shares of the track, no width for a mark), look (class), words (said),
   * fill(element, item)}. What is there already only moves, so that the focus stays.
   */
  show(items) {
    this.#order = items.map((it) => it.key);
    const keep = new Set(this.#order);
    for (const [key, {element}] of this.#items) {
      if (keep.has(key)) continue;
      element.remove();
      this.#items.delete(key);
    }
    items.forEach((item, index) => {
      let found = this.#items.get(item.key);
      if (!found) {
        const element = make('button', '');
        element.type = 'button';
        element.tabIndex = -1;
        element.dataset.key = item.key;
        found = {element, shown: ''};
        this.#items.set(item.key, found);
      }
      found.item = item;
      const {element} = found;
      if (this.track.children[index] !== element) this.track.insertBefore(element, this.track.children[index] ?? null);
      element.style.left = `${item.left * 100}%`;
      if (item.width !== undefined) element.style.width = `${item.width * 100}%`;
      const shown = `${item.look}|${item.words}|${item.text}`;
      if (shown === found.shown) return;
      found.shown = shown;
      element.className = item.look;
      element.setAttribute('aria-label', item.words);
      element.replaceChildren(...item.fill(item));
    });
    if (!this.#items.has(this.#current) && items.length) this.#hold(this.#items.get(this.#order[this.#order.length - 1]));
  }

  /** Its name, and a figure beneath it. */
  name(children, figure, title) {
    if (this.title.textContent !== children) this.title.textContent = children;
    say(this.figure, figure);
    this.label.title = title;
  }
}
