// What can be drawn of an uplink: which columns, in which unit, against which demands. It touches no element.

import {ms, none, percent} from './words.js';

const ratio = (row) => (row.sent ? row.lost / row.sent : null);
const milliseconds = (value) => `${ms(value)} ms`;

/** Column 0 of `read` is the line; the pairs after it are bands, the widest first. */
export const measures = {
  rtt: {
    name: 'Round-trip time',
    read: [(row) => row.p50, (row) => row.min, (row) => row.max, (row) => row.p25, (row) => row.p75],
    write: milliseconds,
    floor: 2,
    demand: (demands) => demands?.rtt_ms,
    say: (row) => (row.p50 === null || row.p50 === undefined ? [row.sent ? 'no reply' : none]
      : [milliseconds(row.p50), `half in ${ms(row.p25)}–${ms(row.p75)}`, `all in ${ms(row.min)}–${ms(row.max)} ms`]),
  },
  jitter: {
    name: 'Jitter',
    read: [(row) => row.jitter],
    write: milliseconds,
    floor: 1,
    demand: (demands) => demands?.jitter_ms,
    say: (row) => [row.jitter === null || row.jitter === undefined ? none : milliseconds(row.jitter), 'jitter (RFC 3550)'],
  },
  loss: {
    name: 'Loss',
    read: [ratio],
    write: (value) => `${percent(value)} %`,
    floor: 0.05,
    most: 1,
    demand: (demands) => demands?.loss,
    say: (row) => [`${percent(ratio(row))} %`, 'lost'],
  },
};

export const lost = (row) => (row.lost ? `lost ${row.lost} of ${row.sent} (${percent(ratio(row))} %)` : row.sent ? `none of ${row.sent} lost` : 'not probed');

/** The limits that are drawn in: value and words. */
export function limits(measure, demands) {
  const demand = measure.demand(demands);
  if (!demand) return [];
  return [['fail', 'fails'], ['recover', 'recovers']]
    .filter(([key]) => typeof demand[key] === 'number')
    .map(([key, verb]) => ({kind: key, value: demand[key], words: `${verb} at ${measure.write(demand[key])}`}));
}

/**
 * The range of the figures that are seen, and whether a logarithmic scale shows more of them: it does where a few
 * figures are many times the usual one.
 */
export function rangeOf(measure, columns, limitsDrawn, scale, together = false) {
  const highest = columns.flatMap((it) => it.slice(1)).reduce((most, it) => it.reduce((a, b) => (b > a ? b : a), most), 0);
  const lines = columns.flatMap((it) => it[1].filter((value) => value > 0)).sort((a, b) => a - b);
  const usual = lines.length ? lines[lines.length >> 1] : 0;
  const logarithmic = scale === 'log' || (scale === 'auto' && usual > 0 && measure.most === undefined && highest > 12 * usual);
  const near = logarithmic || limitsDrawn.some((it) => it.value <= 1.6 * highest) ? limitsDrawn.map((it) => it.value) : [];
  const top = Math.max(highest, measure.floor, ...near) * 1.12;
  const lowest = lines.length ? columns.flatMap((it) => it.slice(1)).reduce((least, it) => it.reduce((a, b) => (b > 0 && b < a ? b : a), least), Infinity) : 1;
  return {logarithmic, min: logarithmic ? Math.max(0.05, Math.min(lowest, usual) / (together ? 2 : 1.3)) : 0, max: Math.min(top, measure.most ?? Infinity)};
}

/** Round figures on a logarithmic axis: as many as there is room for. */
export function logarithmicSplits({min, max}, most) {
  const found = [];
  for (let power = Math.floor(Math.log10(min)); 10 ** power <= max; power++) {
    for (const lead of [1, 2, 5]) {
      const value = lead * 10 ** power;
      if (value >= min && value <= max) found.push(value);
    }
  }
  const tens = found.filter((it) => Number.isInteger(Math.round(Math.log10(it) * 1e6) / 1e6));
  return found.length > most && tens.length > 1 ? tens : found;
}
