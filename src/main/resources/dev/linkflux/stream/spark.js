// A small curve of one figure over the last two minutes, as one path of SVG: it prints, and takes its colours from the style.

import {keptSeconds} from './recent.js';

const space = 'http://www.w3.org/2000/svg';
const width = 120;
const height = 26;

function part(tag, className) {
  const element = document.createElementNS(space, tag);
  element.setAttribute('class', className);
  return element;
}

export class Spark {
  #line = part('path', 'spark-line');
  #limit = part('path', 'spark-limit');
  #least;

  /** @param least what the full height means at least, so that noise looks like noise */
  constructor(least) {
    this.#least = least;
    this.element = part('svg', 'spark');
    this.element.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.element.setAttribute('preserveAspectRatio', 'none');
    this.element.setAttribute('aria-hidden', 'true');
    this.element.append(this.#limit, this.#line);
  }

  /** @param limit drawn in where the curve comes near it */
  show(samples, key, now, limit) {
    const highest = samples.reduce((most, it) => Math.max(most, it[key] ?? 0), this.#least);
    const top = limit && highest > limit * 0.6 ? Math.max(highest, limit) * 1.08 : highest * 1.08;
    const end = now / 1000;
    const y = (value) => (height - 1 - value / top * (height - 2)).toFixed(1);
    let path = '';
    let last = -Infinity;
    for (const it of samples) {
      const value = it[key];
      if (value === null || value === undefined) continue;
      const x = width - (end - it.second) / keptSeconds * width;
      // Where nothing was measured there is no curve.
      path += `${it.second - last > 3 ? 'M' : 'L'}${x.toFixed(1)} ${y(value)}`;
      last = it.second;
    }
    this.#line.setAttribute('d', path);
    this.#limit.setAttribute('d', limit && limit <= top ? `M0 ${y(limit)}H${width}` : '');
  }
}
