// What a configuration made of the trace, and what that was worth at each moment. It touches no element.

/** The stretches of one lane: who carried from when to when, and why. */
export function stretches(lane, until) {
  return lane.switches.map(([from, shares, cause, sentence], i) => ({
    index: i, from, to: lane.switches[i + 1]?.[0] ?? until, shares, cause, sentence,
  }));
}

/** What holds at a time, of what is in order and begins with `from`; null before the first. */
export function at(all, t) {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle].from > t) high = middle;
    else low = middle + 1;
  }
  const found = all[low - 1];
  return found && (found.to === undefined || t < found.to || low === all.length) ? found : null;
}

const isBad = (condition) => condition === 1 || condition === 2;

/** When one of those that carried was bad: `better` says whether another one was good meanwhile. */
export function badTimes(carried, truth) {
  const edges = [...new Set([...carried.map((it) => it.from), ...truth.flatMap((spells) => spells.map((it) => it.from))])].sort((a, b) => a - b);
  const end = carried.at(-1)?.to ?? 0;
  const next = truth.map(() => 0);
  let stretch = 0;
  const found = [];
  edges.forEach((from, i) => {
    const to = edges[i + 1] ?? end;
    while (stretch + 1 < carried.length && carried[stretch + 1].from <= from) stretch++;
    const now = truth.map((spells, uplink) => {
      while (next[uplink] + 1 < spells.length && spells[next[uplink] + 1].from <= from) next[uplink]++;
      return spells[next[uplink]]?.condition ?? 3;
    });
    const carrying = carried[stretch];
    if (!carrying || carrying.from > from || to <= from || !carrying.shares.some(([uplink]) => isBad(now[uplink]))) return;
    const better = now.some((condition, uplink) => condition === 0 && !carrying.shares.some(([it]) => it === uplink));
    const last = found.at(-1);
    if (last && last.to === from && last.better === better) last.to = to;
    else found.push({from, to, better});
  });
  return found;
}

/** Those so close together that their marks would cover each other, as one. */
export function clusters(stretchesOfLane, near) {
  const found = [];
  for (const it of stretchesOfLane) {
    const last = found.at(-1);
    if (last && it.from - last.at < near) last.all.push(it);
    else found.push({at: it.from, all: [it]});
  }
  return found;
}
