// Draws on canvases: curves, lanes and the axis, all on the same time scale.

const css = () => getComputedStyle(document.documentElement);
const colour = (name) => css().getPropertyValue(`--${name}`).trim();

/** The colours of now; read once a drawing. */
export function palette() {
  const found = {};
  for (const name of ['ink', 'quiet', 'line', 'soft', 'panel', 'accent', 'peak', 'loss', 'up', 'degraded', 'down', 'recovering',
    'unknown', 'disabled', 'up-soft', 'degraded-soft', 'down-soft', 'recovering-soft', 'unknown-soft', 'disabled-soft']) {
    found[name] = colour(name);
  }
  return found;
}

/** A cleared canvas at the resolution of the screen, or null while it is not laid out. */
export function begin(canvas) {
  const ratio = window.devicePixelRatio || 1;
  const {clientWidth: width, clientHeight: height} = canvas;
  if (width === 0) return null;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const pen = canvas.getContext('2d');
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.font = '11px system-ui, sans-serif';
  return {pen, width, height};
}

/** Time to x, for a plot with room for the figures of its axis on the left. */
export const axisRoom = 54;
export const scale = (from, to, width) => (time) => axisRoom + (time - from) / (to - from) * (width - axisRoom);

/** The next round figure upwards. */
export function ceiling(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  for (const step of [1, 2, 4, 5, 10]) if (value <= step * power) return step * power;
  return 10 * power;
}

/** Round-trip time as a line with its peaks, loss as bars from the ground. */
export function drawCurve({pen, width}, points, x, top, bottom, colours) {
  const highest = points.reduce((most, it) => Math.max(most, it.peak ?? it.rtt ?? 0), 0);
  const limit = ceiling(Math.max(highest * 1.05, 10));
  const y = (value) => bottom - Math.min(1, value / limit) * (bottom - top);
  grid(pen, width, top, bottom, limit, y, colours);
  const second = x(1000) - x(0);
  peaks(pen, points, x, second, y, bottom, colours);
  bars(pen, points, x, second, top, bottom, colours);
  line(pen, points, x, second, y, colours);
}

function grid(pen, width, top, bottom, limit, y, colours) {
  pen.textAlign = 'right';
  pen.textBaseline = 'middle';
  for (const value of [0, limit / 2, limit]) {
    pen.fillStyle = colours.line;
    pen.fillRect(axisRoom, Math.round(y(value)), width - axisRoom, 1);
    pen.fillStyle = colours.quiet;
    const text = value === limit ? `${value} ms` : `${value}`;
    pen.fillText(text, axisRoom - 6, Math.min(bottom - 4, Math.max(top + 5, y(value))));
  }
}

function bars(pen, points, x, second, top, bottom, colours) {
  pen.fillStyle = colours.loss;
  for (const point of points) {
    if (point.lost === 0) continue;
    const height = Math.max(3, point.lost / point.sent * (bottom - top));
    const left = x(point.second * 1000);
    const wide = Math.max(1.5, second);
    pen.globalAlpha = 0.42;
    pen.fillRect(left, bottom - height, wide, height);
    pen.globalAlpha = 1;
    pen.fillRect(left, bottom - height, wide, 2);
  }
}

function peaks(pen, points, x, second, y, bottom, colours) {
  pen.fillStyle = colours.peak;
  for (const point of points) {
    if (point.peak === null) continue;
    const height = y(point.peak);
    pen.fillRect(x(point.second * 1000), height, second, bottom - height);
  }
}

function line(pen, points, x, second, y, colours) {
  pen.strokeStyle = colours.accent;
  pen.lineWidth = 1.6;
  pen.lineJoin = 'round';
  pen.beginPath();
  let last = null;
  for (const point of points) {
    // Where nothing was answered there is no curve.
    if (point.rtt === null || point.rtt === undefined || (point.sent > 0 && point.lost === point.sent)) { last = null; continue; }
    const place = [x(point.second * 1000) + second / 2, y(point.rtt)];
    if (last !== null && point.second - last <= 3) pen.lineTo(...place);
    else pen.moveTo(...place);
    last = point.second;
  }
  pen.stroke();
}

/** One lane of segments: colour, word where it fits, and hatching for what is down. */
export function drawLane({pen}, segments, x, top, height, colours, name, label) {
  for (const it of segments) {
    const left = x(it.from);
    const wide = Math.max(1.5, x(it.to) - left);
    const tone = name(it.value);
    pen.fillStyle = colours[`${tone}-soft`] ?? colours.soft;
    pen.fillRect(left, top, wide, height);
    pen.fillStyle = colours[tone] ?? colours.accent;
    if (tone === 'down') hatch(pen, left, top, wide, height);
    pen.fillRect(left, top + height - 2.5, wide, 2.5);
    pen.fillRect(left, top, 1.5, height);
    text(pen, label(it.value), left + 6, top + (height - 2) / 2, wide - 10);
  }
}

function text(pen, words, left, middle, room) {
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  if (pen.measureText(words).width <= room) pen.fillText(words, left, middle);
}

function hatch(pen, left, top, wide, height) {
  pen.save();
  pen.beginPath();
  pen.rect(left, top, wide, height);
  pen.clip();
  pen.globalAlpha = 0.28;
  pen.strokeStyle = pen.fillStyle;
  pen.lineWidth = 1;
  pen.beginPath();
  for (let at = left - height; at < left + wide; at += 5) {
    pen.moveTo(at, top + height);
    pen.lineTo(at + height, top);
  }
  pen.stroke();
  pen.restore();
}

/** Dashed uprights at the switches, through every plot. */
export function drawSwitches({pen, height}, times, x, colours) {
  pen.strokeStyle = colours.ink;
  pen.lineWidth = 1;
  pen.setLineDash([3, 3]);
  pen.beginPath();
  for (const time of times) {
    pen.moveTo(Math.round(x(time)) + 0.5, 0);
    pen.lineTo(Math.round(x(time)) + 0.5, height);
  }
  pen.stroke();
  pen.setLineDash([]);
}
