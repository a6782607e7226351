// A canvas as wide as its place, drawn anew when the view, the width or the colours are others.

import {ink, thin} from './ink.js';

export const font = '11px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif';

/** Room for the figures of the vertical axes, in CSS pixels, before everything that is drawn over time. */
export const axisRoom = 46;

export class Strip {
  /** `paint(context, size)` with a `size` of {width, height, x(t)} in CSS pixels. */
  constructor(height, look, paint) {
    this.height = height;
    this.paint = paint;
    this.element = document.createElement('canvas');
    this.element.className = `strip ${look}`;
    this.element.setAttribute('aria-hidden', 'true');
    this.element.style.height = `${height}px`;
  }

  draw(view) {
    const width = this.element.clientWidth;
    if (!width) return;
    const ratio = Math.max(devicePixelRatio, 1);
    this.element.width = Math.round(width * ratio);
    this.element.height = Math.round(this.height * ratio);
    const context = this.element.getContext('2d');
    context.scale(ratio, ratio);
    context.font = font;
    const {from, to} = view;
    this.paint(context, {width, height: this.height, from, to, x: (t) => (t - from) / (to - from) * width});
  }
}

/** The part of stretches (each with `from` and `to`, in order) that is seen. */
export function* seen(all, from, to) {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle].to > from) high = middle;
    else low = middle + 1;
  }
  for (let i = low; i < all.length && all[i].from < to; i++) yield all[i];
}

/** Fills from one time to another, at least so wide that it is seen. */
export function box(context, {x, width}, from, to, top, height, least = 1) {
  // Whole pixels, so that neighbours leave no seam.
  const left = Math.round(Math.max(0, x(from)));
  context.fillRect(left, top, Math.max(least, Math.round(Math.min(width, x(to))) - left), height);
}

/** What stands for nothing known, or nobody: stripes, which are no colour of anybody. */
export function stripes(context, name, share = 0.5) {
  const tile = document.createElement('canvas');
  tile.width = 6;
  tile.height = 6;
  const own = tile.getContext('2d');
  own.strokeStyle = thin(name, share);
  own.lineWidth = 1.2;
  own.beginPath();
  for (const shift of [-6, 0, 6]) {
    own.moveTo(shift, 6);
    own.lineTo(shift + 6, 0);
  }
  own.stroke();
  return context.createPattern(tile, 'repeat');
}

/** Words with a rim of the ground, so that they are read over whatever is drawn. */
export function words(context, text, x, y, colour) {
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeStyle = ink('panel');
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
