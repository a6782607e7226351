// The curves of all uplinks over one time axis: a plot for each, or all in one, and what they say at the pointer.

import {axisHeight, plot} from './smoke.js';
import {colours, hue} from './palette.js';
import {icon, make, say, stateClass} from './icons.js';
import {limits, lost, rangeOf} from './measures.js';

const smokeBands = [0.14, 0.3];

export class Curves {
  #rows = [];
  #built = '';
  #drawn = '';
  #labelled = '';
  #view = {from: 0, to: 1};
  #now = {};

  /** `on` hears `point(time or null)`, `zoom(from, to)` and `back()`. */
  constructor(on) {
    this.on = on;
    this.element = make('div', 'curves');
    this.element.tabIndex = 0;
    this.element.setAttribute('role', 'group');
    new ResizeObserver(() => this.#resize()).observe(this.element);
  }

  /** `shown` is {names, states, view, now (true if figures are of now), measure, scale, together, demands, supply, trouble, pointed}. */
  show(shown) {
    this.#now = shown;
    const data = this.#data(shown);
    const key = JSON.stringify([shown.names, shown.measure.name, shown.together, shown.scale, data.logarithmic, colours()]);
    if (key !== this.#built) this.#build(key, shown, data);
    this.#label(shown);
    const width = this.#rows[0]?.place.clientWidth ?? 0;
    if (width < 60) return;
    const moved = JSON.stringify([shown.view, width, shown.supply.version, shown.demands, shown.changes]);
    if (moved === this.#drawn) return;
    this.#drawn = moved;
    this.#draw(shown, data, width);
  }

  /** What each plot has, and the scale that is common to all: so they can be compared. */
  #data({names, measure, together, view, supply, demands, scale}) {
    const read = together ? [measure.read[0]] : measure.read;
    const key = JSON.stringify([names, measure.name, together, scale, supply.version, view]);
    if (this.cache?.key === key) return this.cache;
    const columns = names.map((name) => supply.pasts.get(name).columns(view.from, view.to, read));
    const drawn = limits(measure, demands);
    const all = rangeOf(measure, columns, drawn, scale, together);
    // On a linear scale each plot has its own figures: 8 ms and 600 ms do not fit into one.
    const ranges = together || all.logarithmic ? names.map(() => all) : columns.map((it) => rangeOf(measure, [it], drawn, 'linear'));
    this.cache = {key, columns, ranges, logarithmic: all.logarithmic};
    return this.cache;
  }

  #build(key, {names, measure, together}, data) {
    this.#built = key;
    this.#drawn = '';
    for (const row of this.#rows) row.plot?.destroy();
    const groups = together ? [names] : names.map((it) => [it]);
    this.#rows = groups.map((group, i) => {
      const labels = group.map((name) => ({name, title: make('b', ''), figure: make('span', 'num curve-figure'), more: make('span', 'num'), most: make('span', 'num'), lost: make('span', 'num')}));
      const boxes = labels.map((it) => {
        const swatch = make('i', `swatch hue-${names.indexOf(it.name) % 6}`);
        it.head = make('div', 'curve-name', swatch, it.title);
        return make('div', 'curve-label', it.head, it.figure, it.more, it.most, it.lost);
      });
      return {group, labels, label: make('div', 'lane-label', ...boxes), place: make('div', 'plot'), measure, last: i === groups.length - 1, logarithmic: data.logarithmic};
    });
    this.element.replaceChildren(...this.#rows.flatMap((it) => [it.label, it.place]));
  }

  #look(row) {
    const {names, measure, together} = this.#now;
    return {
      measure, last: row.last, logarithmic: row.logarithmic,
      lines: row.group.map((name) => ({hue: hue(names.indexOf(name)), index: names.indexOf(name), bands: !together && measure.read.length > 1 ? smokeBands : []})),
      view: () => this.#view,
      range: () => row.range,
      limits: () => limits(this.#now.measure, this.#now.demands),
      lost: () => (measure.most ? [] : row.group.map((name) => {
        const past = this.#now.supply.pasts.get(name);
        const [from, to] = [this.#view.from - past.step, this.#view.to];
        return {rows: past.rows.filter((it) => it.lost && it.t >= from && it.t <= to), step: past.step, hue: hue(names.indexOf(name))};
      })),
      trouble: () => (together ? [] : this.#now.trouble(row.group[0])),
      on: this.on,
    };
  }

  #draw(shown, {columns, ranges}, width) {
    this.#view = shown.view;
    this.#rows.forEach((row, i) => {
      row.range = ranges[i];
      const data = shown.together ? join(columns) : columns[i];
      if (!row.plot) {
        row.plot = plot(this.#look(row), data, row.place, this.#height(row));
        row.plot.root.setAttribute('aria-hidden', 'true');
        row.plot.over.addEventListener('pointerleave', () => this.on.point(null));
      } else {
        if (row.plot.width !== width) row.plot.setSize({width, height: this.#height(row)});
        row.plot.batch(() => {
          row.plot.setData(data, false);
          row.plot.setScale('x', {min: shown.view.from, max: shown.view.to});
          row.plot.setScale('y', {min: row.range.min, max: row.range.max});
        });
      }
    });
  }

  #height(row) {
    const each = row.group.length > 1 ? 240 : this.#now.names.length > 5 ? 78 : 112;
    return each + (row.last ? axisHeight : 0);
  }

  #resize() { this.#drawn = ''; }

  /** Shows the same moment in every plot. */
  point(time) {
    for (const {plot: it} of this.#rows) {
      if (!it || it.scales.x.min === null || it.scales.x.min === undefined) continue;
      const left = time === null ? -10 : it.valToPos(time, 'x');
      if (Math.abs((it.cursor.left ?? -10) - left) > 0.5) it.setCursor({left, top: time === null ? -10 : 10}, false);
    }
  }

  /** What the figures are of: the moment that is pointed at, the latest second, or all that is shown. */
  #reading(past, {pointed, view, now}) {
    if (pointed !== null) return past.at(pointed);
    // The latest second is not over yet.
    return now ? past.rows.at(-2) ?? past.rows.at(-1) : past.whole(view.from, view.to);
  }

  #label(shown) {
    const {states, measure, supply, pointed, names, view, now, demands} = shown;
    const key = JSON.stringify([pointed, now, view, supply.version, [...states], this.#built]);
    if (key === this.#labelled) return;
    this.#labelled = key;
    for (const {name, title, head, figure, more, most, lost: losses} of this.#rows.flatMap((it) => it.labels)) {
      const state = states.get(name);
      if (head.dataset.state !== state) {
        head.dataset.state = state;
        head.className = `curve-name ${stateClass(state)}`;
        title.replaceChildren(name, icon(state.toLowerCase()));
        title.title = state;
      }
      const past = supply.pasts.get(name);
      const row = this.#reading(past, shown);
      const [large, small, wide] = row ? measure.say(row) : ['–', 'nothing measured'];
      say(figure, large);
      say(more, small ?? '');
      say(most, wide ?? '');
      say(losses, row ? lost(row) : '');
      losses.classList.toggle('bad', Boolean(row?.lost) && row.lost / row.sent >= (demands?.loss?.recover ?? 0));
    }
    this.element.setAttribute('aria-label', `${measure.name} of ${names.join(', ')}. Arrow keys move in time, plus and minus zoom, escape goes back.`);
  }
}

/** Several tables with times of their own as one. */
function join(tables) {
  const times = [...new Set(tables.flatMap((it) => it[0]))].sort((a, b) => a - b);
  return [times, ...tables.map(([own, values]) => {
    const by = new Map(own.map((t, i) => [t, values[i]]));
    // What another one has measured in between is no gap of this one: undefined, not null.
    return times.map((t) => by.get(t));
  })];
}
