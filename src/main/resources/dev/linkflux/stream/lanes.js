// The timeline: who carried, and for each uplink its curve and its states, over one time axis.

import {axisRoom, begin, drawCurve, drawLane, drawSwitches, palette, scale} from './chart.js';
import {clock, list, minute, ms, percent} from './words.js';
import {icon, make, say, stateClass} from './icons.js';

const laneHeight = 18;

export class Lanes {
  #rows = new Map();
  #pointed = null;

  constructor(container, minutes) {
    this.container = container;
    this.minutes = minutes;
    this.carry = this.#canvas('carry', 'Who carried');
    this.axis = this.#canvas('axis', 'Time');
    container.addEventListener('pointermove', (event) => this.#point(event));
    container.addEventListener('pointerleave', () => { this.#pointed = null; });
  }

  #canvas(kind, label) {
    const canvas = make('canvas', `lane-plot ${kind}`);
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', label);
    return canvas;
  }

  #point(event) {
    const plot = this.carry.getBoundingClientRect();
    const share = (event.clientX - plot.left - axisRoom) / (plot.width - axisRoom);
    this.#pointed = share >= 0 && share <= 1 ? share : null;
  }

  #build(names) {
    this.#rows = new Map(names.map((name) => {
      const title = make('b', '');
      const figure = make('span', 'num');
      return [name, {label: make('div', 'lane-label', title, figure), title, figure, state: '', plot: this.#canvas('curve', name)}];
    }));
    this.carryFigure = make('span', 'num');
    this.container.replaceChildren(
      make('div', 'lane-label', make('b', '', 'Carrying'), this.carryFigure), this.carry,
      ...[...this.#rows.values()].flatMap((row) => [row.label, row.plot]),
      make('div', ''), this.axis);
  }

  show(model) {
    const names = [...model.uplinks.keys()];
    if (names.join('\n') !== [...this.#rows.keys()].join('\n')) this.#build(names);
    const to = model.now();
    const view = {to, from: to - this.minutes * 60000, colours: palette()};
    view.switches = model.switches(view.from);
    view.pointed = this.#pointed === null ? null : view.from + this.#pointed * (view.to - view.from);
    say(this.carryFigure, view.pointed ? clock(view.pointed) : '');
    this.#showCarry(model, view);
    for (const [name, row] of this.#rows) this.#showRow(model, name, row, view);
    this.#showAxis(view);
  }

  #showCarry(model, view) {
    const sheet = begin(this.carry);
    if (!sheet) return;
    const x = scale(view.from, view.to, sheet.width);
    drawLane(sheet, model.carriers(view.from), x, 4, 22, view.colours,
      (names) => (names.length ? 'accent' : 'unknown'), (names) => (names.length ? list(names) : 'nobody'));
    this.#cursor(sheet, x, view);
  }

  #showRow(model, name, row, view) {
    const uplink = model.uplinks.get(name);
    const points = this.#points(model, name, view);
    if (row.state !== uplink.state) {
      row.state = uplink.state;
      row.label.className = `lane-label ${stateClass(uplink.state)}`;
      row.title.replaceChildren(icon(uplink.state.toLowerCase()), name);
    }
    say(row.figure, reading(points, uplink, view));
    row.plot.setAttribute('aria-label', `${name}: ${uplink.state}, ${row.figure.textContent}`);
    const sheet = begin(row.plot);
    if (!sheet) return;
    const x = scale(view.from, view.to, sheet.width);
    const ground = sheet.height - laneHeight - 6;
    drawCurve(sheet, points, x, 8, ground, view.colours);
    drawLane(sheet, model.states(name, view.from), x, ground + 4, laneHeight, view.colours,
      (state) => state.toLowerCase(), (state) => state);
    this.#cursor(sheet, x, view);
  }

  #points(model, name, view) {
    const first = Math.ceil(view.from / 1000);
    return [...model.curves.get(name).points.values()]
      .filter((it) => it.second >= first).sort((a, b) => a.second - b.second);
  }

  #cursor(sheet, x, view) {
    drawSwitches(sheet, view.switches, x, view.colours);
    if (view.pointed === null) return;
    sheet.pen.fillStyle = view.colours.quiet;
    sheet.pen.fillRect(Math.round(x(view.pointed)), 0, 1, sheet.height);
  }

  #showAxis(view) {
    const sheet = begin(this.axis);
    if (!sheet) return;
    const x = scale(view.from, view.to, sheet.width);
    const step = (sheet.width < 500 ? 2 : 1) * (this.minutes > 5 ? 60000 : this.minutes > 2 ? 60000 : 30000);
    sheet.pen.fillStyle = view.colours.quiet;
    sheet.pen.textAlign = 'center';
    sheet.pen.textBaseline = 'top';
    for (let at = Math.ceil(view.from / step) * step; at <= view.to; at += step) {
      sheet.pen.fillRect(Math.round(x(at)), 0, 1, 4);
      const words = step < 60000 ? clock(at) : minute(at);
      const half = sheet.pen.measureText(words).width / 2;
      if (x(at) + half <= sheet.width) sheet.pen.fillText(words, Math.max(x(at), half), 7);
    }
  }
}

/** The figures at the pointer, or those of now. */
function reading(points, uplink, view) {
  if (view.pointed === null) {
    return uplink.quality ? `${ms(uplink.quality.rtt_ms.recent)} ms, ${percent(uplink.quality.loss)} % lost` : 'no figures yet';
  }
  const second = Math.floor(view.pointed / 1000);
  const point = points.find((it) => it.second === second);
  if (!point) return 'no probes';
  return `${ms(point.lost === point.sent ? null : point.rtt)} ms, ${point.lost} of ${point.sent} lost`;
}
