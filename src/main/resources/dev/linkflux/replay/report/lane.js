// The lane of one configuration: who carried, how good that was, and a mark at each switch.

import {icon, make} from '../../stream/icons.js';
import {Strip, box, font, seen, stripes} from './canvas.js';
import {label} from './bands.js';
import {hue, ink, round, thin} from './ink.js';

const apart = 22;

/** The names of those that carry, with their shares if there are several. */
export function carriers(shares, names) {
  if (shares.length === 0) return 'nobody';
  if (shares.length === 1) return names[shares[0][0]];
  return shares.map(([uplink, share]) => `${names[uplink]} ${Math.round(share * 100)} %`).join(' + ');
}

/** Each that carries as high as its share; beneath it, where that was bad. */
export function carryingStrip(stretches, bad, names) {
  return new Strip(28, 'carrying-strip', (context, size) => {
    const room = size.height - 6;
    context.textBaseline = 'middle';
    for (const stretch of seen(stretches, size.from, size.to)) {
      let top = 0;
      if (stretch.shares.length === 0) {
        context.fillStyle = stripes(context, 'down', 0.8);
        box(context, size, stretch.from, stretch.to, 0, room);
      }
      for (const [uplink, share] of stretch.shares) {
        context.fillStyle = thin(hue(uplink), 0.42);
        box(context, size, stretch.from, stretch.to, top, room * share);
        if (round(uplink) > 0) {
          context.fillStyle = stripes(context, hue(uplink), 0.9);
          box(context, size, stretch.from, stretch.to, top, room * share);
        }
        top += room * share;
      }
      context.fillStyle = ink('ink');
      box(context, {...size}, stretch.from, stretch.from, 0, room, 1);
      context.font = `600 ${font}`;
      label(context, {...size, height: room}, stretch, carriers(stretch.shares, names), ink('ink'));
    }
    for (const time of seen(bad, size.from, size.to)) {
      context.fillStyle = ink(time.better ? 'loss' : 'edge');
      box(context, size, time.from, time.to, size.height - 5, 5, 2);
    }
  });
}

/** Marks as buttons, of which one is in the order of tabs, and arrows lead to the others. */
export class Marks {
  #items = [];
  #held = 0;

  /** `on.tell(items or null, element)` shows what a mark is, `on.open(item)` opens it. */
  constructor(name, clusters, say, on) {
    this.clusters = clusters;
    this.say = say;
    this.on = on;
    this.element = make('div', 'marks');
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', `Switches of ${name}; arrow keys lead from one to the next`);
    const of = (event) => this.#items.find((it) => it.element === event.target.closest('button'));
    const tell = (event) => { const found = of(event); on.tell(found?.all ?? null, found?.element); };
    this.element.addEventListener('pointerover', tell);
    this.element.addEventListener('focusin', (event) => { this.#hold(this.#items.indexOf(of(event))); tell(event); });
    for (const it of ['pointerleave', 'focusout']) this.element.addEventListener(it, () => on.tell(null));
    this.element.addEventListener('click', (event) => { const found = of(event); if (found) on.open(found.all[0]); });
    this.element.addEventListener('keydown', (event) => this.#key(event));
  }

  #hold(index) {
    if (index < 0) return;
    this.#held = index;
    this.#items.forEach((it, i) => { it.element.tabIndex = i === index ? 0 : -1; });
  }

  #key(event) {
    const last = this.#items.length - 1;
    const to = {ArrowLeft: this.#held - 1, ArrowRight: this.#held + 1, Home: 0, End: last}[event.key];
    if (event.key === 'Escape') this.on.tell(null);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#items[Math.max(0, Math.min(last, to))]?.element.focus();
  }

  draw({from, to}) {
    const width = this.element.clientWidth;
    if (!width) return;
    const seconds = (to - from) / width;
    const shown = this.clusters(apart * seconds).filter((it) => it.at >= from && it.at <= to);
    const hadFocus = this.element.contains(document.activeElement);
    this.#items = shown.map(({at, all}) => {
      const begins = all[0].index === 0;
      const element = make('button', begins && all.length === 1 ? 'mark first' : 'mark', ...(begins && all.length === 1 ? [] : [icon('switch')]));
      element.type = 'button';
      element.tabIndex = -1;
      element.style.left = `${(at - from) / seconds}px`;
      if (all.length > 1) element.append(make('span', 'count', all.length > 99 ? '99+' : String(all.length)));
      element.setAttribute('aria-label', this.say(all));
      return {all, element};
    });
    this.element.replaceChildren(...this.#items.map((it) => it.element));
    if (this.#items.length) this.#hold(Math.min(this.#held, this.#items.length - 1));
    if (hadFocus) this.#items[this.#held]?.element.focus();
  }
}
