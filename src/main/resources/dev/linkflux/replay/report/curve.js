// The round-trip times of one uplink on a logarithmic axis: the median as a line, up to the 95th percentile as a shade, with the limits.

import {axisRoom, font, words} from './canvas.js';
import {hue, ink, thin} from './ink.js';

/** A line over more steps than these would show what nobody knows. */
const widest = 30;

/** In which steps anything was sent, and after how many without the next usually comes. */
export function rhythm(loss) {
  const asked = loss.map((it, i) => (it === null ? -1 : i)).filter((it) => it >= 0);
  const pauses = asked.slice(1).map((it, i) => it - asked[i]).sort((a, b) => a - b);
  return {asked, usual: Math.min(widest, Math.max(1, pauses[pauses.length >> 2] ?? 1) * 3)};
}

/** Columns of a curve: steps in which nothing was sent are no gaps as long as they are no longer than usual. */
function columns({p50, p95, loss}, from, step) {
  const {asked, usual} = rhythm(loss);
  const found = [[], [], []];
  const add = (at, median, high) => {
    found[0].push(from + (at + 0.5) * step);
    found[1].push(median);
    found[2].push(high);
  };
  asked.forEach((at, i) => {
    const [before, after] = [i > 0 && at - asked[i - 1] <= usual, i + 1 < asked.length && asked[i + 1] - at <= usual];
    if (i > 0 && !before) add(asked[i - 1] + 0.5, null, null);
    // A point has no length: one without neighbours is drawn as long as its step.
    if (before || after) {
      add(at, p50[at] ?? null, p95[at] ?? null);
    } else {
      add(at - 0.49, p50[at] ?? null, p95[at] ?? null);
      add(at + 0.49, p50[at] ?? null, p95[at] ?? null);
    }
  });
  return found;
}

/** From the least to the most that any curve has; a limit that is not far above is seen, too. */
export function range(curves, limits) {
  let [least, most] = [Infinity, 0];
  for (const {p50, p95} of curves) {
    for (const it of p50) if (it !== null && it < least) least = it;
    for (const it of p95) if (it > most) most = it;
  }
  if (most === 0) return {min: 1, max: 100};
  const near = (limits ?? []).filter((it) => it < most * 20);
  return {min: Math.min(least, ...near) / 1.25, max: Math.max(most, ...near, least * 4) * 1.25};
}

/** Round figures; all of 1, 2, 5 where there is room. */
function splits({min, max}, height) {
  const all = [];
  for (let power = Math.floor(Math.log10(min)); 10 ** power <= max; power++) {
    for (const lead of [1, 2, 5]) if (lead * 10 ** power >= min && lead * 10 ** power <= max) all.push([lead, lead * 10 ** power]);
  }
  const most = Math.max(2, Math.floor(height / 17));
  const tens = all.filter(([lead]) => lead === 1);
  const chosen = all.length <= most ? all : tens.length > 1 ? tens : all.filter((it, i) => i % Math.ceil(all.length / most) === 0);
  return chosen.filter((it, i) => i % Math.ceil(chosen.length / most) === 0).map(([, value]) => value);
}

const label = (value) => (value >= 1000 ? `${value / 1000} s` : `${Number(value.toPrecision(2))}`);

export class Curve {
  #plot = null;

  /** `place` is where it is drawn, `ticks()` where the time is ruled. */
  constructor(place, index, curve, {from, step}, scale, limits, view, ticks) {
    this.place = place;
    this.view = view;
    this.columns = columns(curve, from, step);
    this.options = (height) => ({
      height, width: place.clientWidth,
      padding: [6, 0, 4, 0],
      legend: {show: false},
      cursor: {show: false},
      scales: {
        x: {time: false, auto: false, range: () => [view.now.from, view.now.to]},
        y: {distr: 3, auto: false, range: () => [scale.min, scale.max]},
      },
      axes: [
        {show: false},
        {stroke: () => ink('quiet'), font, size: axisRoom, gap: 4, ticks: {show: false}, grid: {stroke: () => ink('line'), width: 1},
          splits: () => splits(scale, height), filter: (u, found) => found, values: (u, found) => found.map(label)},
      ],
      series: [
        {},
        {stroke: () => ink(hue(index)), width: 1.5, cap: 'round', points: {show: false}},
        {stroke: null, width: 0, points: {show: false}},
      ],
      bands: [{series: [2, 1], fill: () => thin(hue(index), 0.26)}],
      hooks: {drawClear: [(u) => rule(u, ticks())], draw: [(u) => limit(u, limits, scale)]},
    });
  }

  draw(height) {
    const width = this.place.clientWidth;
    if (!width) return;
    if (!this.#plot) {
      this.#plot = new uPlot(this.options(height), this.columns, this.place);
      this.#plot.root.setAttribute('aria-hidden', 'true');
    } else if (this.#plot.width !== width) {
      this.#plot.setSize({width, height});
    }
    this.#plot.setScale('x', {min: this.view.now.from, max: this.view.now.to});
    this.#plot.redraw(false, true);
  }
}

function rule(u, ticks) {
  const {ctx, bbox: {left, top, height}} = u;
  ctx.fillStyle = ink('line');
  for (const {t} of ticks) ctx.fillRect(Math.round(u.valToPos(t, 'x', true)), top, devicePixelRatio, height);
  ctx.fillRect(left, top, devicePixelRatio, height);
}

/** The limits of the demand with their words, as far as they are in the picture. */
function limit(u, limits, scale) {
  if (!limits) return;
  const {ctx, bbox: {left, top, width}} = u;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.font = font;
  ctx.textAlign = 'left';
  const [x, y0, wide] = [left / ratio, top / ratio, width / ratio];
  limits.forEach((value, i) => {
    const fails = i === 0;
    const said = fails || u.height > 80;
    const what = `${fails ? 'fails at' : 'recovers at'} ${label(value)}${value < 1000 ? ' ms' : ''}`;
    const colour = ink(fails ? 'down' : 'recovering');
    if (value > scale.max) {
      if (fails) {
        ctx.textBaseline = 'top';
        words(ctx, `↑ ${what}`, x + 5, y0, ink('quiet'));
      }
      return;
    }
    const y = u.valToPos(value, 'y', true) / ratio;
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1;
    ctx.setLineDash(fails ? [6, 3] : [2, 3]);
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(x + wide, y);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.textBaseline = fails && y - y0 > 14 ? 'bottom' : 'top';
    if (said) words(ctx, what, x + 5, y + (ctx.textBaseline === 'top' ? 2 : -1), colour);
  });
  ctx.restore();
}
