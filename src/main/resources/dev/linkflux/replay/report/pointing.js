// The pointer over the sheet: one line through all that is drawn at that time; dragging chooses a part of the time.

import {make} from '../../stream/icons.js';

const leastDrag = 4;

export class Pointing {
  #drag = null;
  top = 0;

  /** `tell(t, over)`: the time that is pointed at, or null, and what there is told of it, if anything. */
  constructor(sheet, view, tell) {
    this.sheet = sheet;
    this.view = view;
    this.tell = tell;
    this.line = make('div', 'cursor');
    this.line.hidden = true;
    this.choice = make('div', 'choice');
    this.choice.hidden = true;
    sheet.append(this.line, this.choice);
    sheet.addEventListener('pointermove', (event) => this.#move(event));
    sheet.addEventListener('pointerleave', () => { if (!this.#drag) this.#leave(); });
    sheet.addEventListener('pointerdown', (event) => this.#down(event));
    sheet.addEventListener('pointerup', (event) => this.#up(event));
    sheet.addEventListener('pointercancel', () => this.#leave());
    sheet.addEventListener('dblclick', (event) => { if (event.target.closest('.drawn') && !event.target.closest('button')) view.reset(); });
  }

  /** Where time is drawn, within the sheet. */
  #area() {
    const area = this.sheet.querySelector('.strip').getBoundingClientRect();
    const sheet = this.sheet.getBoundingClientRect();
    return {left: area.left - sheet.left, width: area.width, x: area.left, y: sheet.top};
  }

  #time(event) {
    const {x, width} = this.#area();
    const share = Math.min(1, Math.max(0, (event.clientX - x) / width));
    return this.view.now.from + share * (this.view.now.to - this.view.now.from);
  }

  left(t) {
    const {left, width} = this.#area();
    return left + (t - this.view.now.from) / (this.view.now.to - this.view.now.from) * width;
  }

  #move(event) {
    const cell = event.target.closest('.drawn');
    if (!cell && !this.#drag) return this.#leave();
    if (event.target.closest('button') && !this.#drag) return undefined;
    const t = this.#time(event);
    this.top = event.clientY - this.#area().y;
    this.line.hidden = false;
    this.line.style.left = `${this.left(t)}px`;
    if (this.#drag) {
      const [from, to] = [Math.min(this.#drag.t, t), Math.max(this.#drag.t, t)];
      // Not before: a captured pointer clicks nothing.
      if (Math.abs(event.clientX - this.#drag.x) >= leastDrag) this.sheet.setPointerCapture(event.pointerId);
      this.choice.hidden = Math.abs(event.clientX - this.#drag.x) < leastDrag;
      this.choice.style.left = `${this.left(from)}px`;
      this.choice.style.width = `${this.left(to) - this.left(from)}px`;
      return this.tell(t, null);
    }
    return this.tell(t, event.target.over ?? null);
  }

  #leave() {
    this.#drag = null;
    this.line.hidden = true;
    this.choice.hidden = true;
    this.tell(null, null);
  }

  #down(event) {
    if (event.button !== 0 || !event.target.closest('.drawn') || event.target.closest('button')) return;
    this.#drag = {t: this.#time(event), x: event.clientX};
    if (event.pointerType === 'mouse') event.preventDefault();
  }

  #up(event) {
    if (!this.#drag) return;
    const {t, x} = this.#drag;
    const to = this.#time(event);
    this.#leave();
    if (Math.abs(event.clientX - x) >= leastDrag) this.view.zoom(Math.min(t, to), Math.max(t, to));
  }
}
