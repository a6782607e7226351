// How one plot looks: smoke, losses, limits and the tint of trouble, as uPlot draws them.

import uPlot from './uplot.js';
import {clock, day, minute, ms, percent} from './words.js';
import {colour, dash} from './palette.js';
import {logarithmicSplits} from './measures.js';

/** Room for the figures of the axis, in CSS pixels; the lanes beneath keep it too. */
export const axisRoom = 46;
export const axisHeight = 24;

const font = '11px system-ui, sans-serif';

/** A colour of the style sheets, thinner. */
export function thin(name, share) {
  return `color-mix(in srgb, ${colour(name)} ${share * 100}%, transparent)`;
}

function times(view) {
  const length = view.to - view.from;
  return (u, splits) => splits.map((it) => {
    const date = new Date(it * 1000);
    if (date.getHours() + date.getMinutes() + date.getSeconds() === 0) return day(date);
    return length > 240 && date.getSeconds() === 0 ? minute(date) : clock(date);
  });
}

/**
 * The options of a plot.
 *
 * @param look how it is to be: `lines` (hue, dash, bands), `measure`, `view()`, `range()`, `limits()`, `lost()`, `trouble()`, `last`, `on`
 */
export function options(look, width, height) {
  const series = [{}];
  const bands = [];
  for (const line of look.lines) {
    const first = series.length;
    series.push({stroke: () => colour(line.hue), dash: dash(line.index), width: 1.5, points: {show: false}});
    line.bands.forEach((share, i) => {
      const edge = {stroke: null, width: 0, points: {show: false}};
      series.push(edge, {...edge});
      bands.push({series: [first + 2 + 2 * i, first + 1 + 2 * i], fill: () => thin(line.hue, share)});
    });
  }
  const ruled = {stroke: () => colour('quiet'), font, grid: {stroke: () => colour('line'), width: 1}};
  return {
    width, height, series, bands,
    padding: [8, 0, look.last ? 0 : 4, 0],
    legend: {show: false},
    scales: {
      x: {time: true, auto: false, range: () => [look.view().from, look.view().to]},
      y: {distr: look.logarithmic ? 3 : 1, auto: false, range: () => [look.range().min, look.range().max]},
    },
    axes: [
      {...ruled, show: look.last, size: axisHeight, gap: 3, ticks: {show: true, size: 4, stroke: () => colour('line')},
        space: 72, values: (u, splits) => times(look.view())(u, splits)},
      {...ruled, size: axisRoom, gap: 4, ticks: {show: false}, space: 24,
        ...(look.logarithmic ? {splits: () => logarithmicSplits(look.range(), height > 200 ? 9 : 4), filter: (u, splits) => splits} : {}),
        values: (u, splits) => splits.map((it) => (look.measure.most ? `${percent(it)} %` : it === 0 ? '0' : label(it)))},
    ],
    cursor: {y: false, drag: {x: true, y: false, setScale: false}, points: {size: 6}, bind: {dblclick: () => () => { look.on.back(); return null; }}},
    hooks: {
      drawClear: [(u) => tint(u, look)],
      draw: [(u) => { losses(u, look); lines(u, look); }],
      setCursor: [(u) => look.on.point(u.cursor.left >= 0 ? u.posToVal(u.cursor.left, 'x') : null)],
      setSelect: [(u) => select(u, look)],
    },
  };
}

const label = (value) => (value >= 1000 ? `${value / 1000} s` : value < 10 ? String(Number(value.toPrecision(2))) : ms(value));

function select(u, look) {
  const {left, width} = u.select;
  if (width > 3) look.on.zoom(u.posToVal(left, 'x'), u.posToVal(left + width, 'x'));
  u.setSelect({left: 0, top: 0, width: 0, height: 0}, false);
}

/** Where the uplink was not up the ground is coloured, so that a curve and its state are seen as one. */
function tint(u, look) {
  const {left, top, width, height} = u.bbox;
  for (const it of look.trouble()) {
    const from = Math.max(left, u.valToPos(it.from, 'x', true));
    const to = Math.min(left + width, u.valToPos(it.to, 'x', true));
    if (to <= from) continue;
    u.ctx.fillStyle = thin(it.value.toLowerCase(), 0.13);
    u.ctx.fillRect(from, top, Math.max(1, to - from), height);
  }
}

/** A bar for each step in which probes were lost: its height is the share. With several uplinks each has a strip of its own. */
function losses(u, look) {
  const {ctx, bbox: {left, top, width, height}} = u;
  const ratio = devicePixelRatio;
  look.lost().forEach(({rows, step, hue}, i, all) => {
    const single = all.length === 1;
    const wide = Math.max(1.5 * ratio, (u.valToPos(step, 'x', true) - u.valToPos(0, 'x', true)));
    const ground = top + height - (single ? 0 : (all.length - 1 - i) * 7 * ratio);
    const bars = new Path2D();
    const caps = new Path2D();
    for (const row of rows) {
      const x = u.valToPos(row.t, 'x', true);
      if (x + wide < left || x > left + width) continue;
      const share = row.lost / row.sent;
      // One of thousands is there to be found, not to be seen first.
      const slight = share < 0.01;
      const tall = single ? Math.max((slight ? 1.5 : 3) * ratio, share * height) : Math.max(2 * ratio, share * 6 * ratio);
      const [from, to] = [Math.max(left, x), Math.min(left + width, x + wide)];
      bars.rect(from, ground - tall, to - from, tall);
      if (single && !slight) caps.rect(from, ground - tall, to - from, 2 * ratio);
    }
    // As one shape, so that bars that touch are no darker there.
    ctx.fillStyle = single ? thin('loss', 0.3) : thin(hue, 0.9);
    ctx.fill(bars);
    ctx.fillStyle = colour('loss');
    ctx.fill(caps);
  });
}

/** The limits, with their words; one that lies above all that is seen is named at the top. */
function lines(u, look) {
  const {ctx, bbox: {left, top, width}} = u;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = `${11 * ratio}px system-ui, sans-serif`;
  // On the side of what is older: what is newest is looked at first.
  ctx.textAlign = 'left';
  ctx.lineWidth = ratio;
  const above = [];
  for (const {kind, value, words} of look.limits()) {
    if (value > look.range().max) {
      above.push(words);
      continue;
    }
    const y = Math.round(u.valToPos(value, 'y', true)) + 0.5;
    ctx.strokeStyle = colour(kind === 'fail' ? 'down' : 'recovering');
    ctx.setLineDash(kind === 'fail' ? [6 * ratio, 3 * ratio] : [2 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(left, y);
    ctx.lineTo(left + width, y);
    ctx.stroke();
    const beneath = kind === 'recover' || y - top < 14 * ratio;
    say(ctx, words, left + 4 * ratio, beneath ? y + 3 * ratio : y - 3 * ratio, beneath ? 'top' : 'bottom', ctx.strokeStyle);
  }
  if (above.length) say(ctx, `↑ ${above.join(', ')}`, left + 4 * ratio, top, 'top', colour('quiet'));
  ctx.restore();
}

function say(ctx, words, x, y, baseline, ink) {
  ctx.setLineDash([]);
  ctx.textBaseline = baseline;
  ctx.lineWidth = 3 * devicePixelRatio;
  ctx.strokeStyle = colour('panel');
  ctx.strokeText(words, x, y);
  ctx.fillStyle = ink;
  ctx.fillText(words, x, y);
  ctx.lineWidth = devicePixelRatio;
}

/** A plot in an element. */
export const plot = (look, data, element, height) => new uPlot(options(look, element.clientWidth, height), data, element);
