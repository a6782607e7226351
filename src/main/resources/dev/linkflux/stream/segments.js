// What the lanes show, from decisions and figures: stretches of one state, who carried, shares of time. It touches no element.

/** Decisions come newest first; stretches go oldest first, in seconds. Before `known` nothing can be told from decisions. */
function stretches(changes, from, to, known, after, before, present) {
  const found = [];
  let end = to;
  for (const change of changes) {
    const at = Date.parse(change.at) / 1000;
    if (at < end) {
      found.push({from: Math.max(at, from), to: end, value: after(change), decision: change});
      end = at;
    }
    if (at <= from) return found.reverse();
  }
  const beginning = Math.max(from, known);
  const oldest = changes[changes.length - 1];
  if (end > beginning) found.push({from: beginning, to: end, value: oldest ? before(oldest) : present, decision: null});
  return found.reverse();
}

/** Stretches of one state in the steps of the history, for the time before the oldest decision. */
function measured(past, from, to) {
  const found = [];
  for (const row of past?.rows ?? []) {
    if (row.t < from || row.t >= to || !row.state) continue;
    const last = found[found.length - 1];
    const end = Math.min(row.t + past.step, to);
    if (last && last.value === row.state && row.t - last.to <= past.gap) last.to = end;
    else found.push({from: row.t, to: end, value: row.state, decision: null});
  }
  return found;
}

/** Takes the pauses out of the stretches. */
function without(all, pauses) {
  return pauses.reduce((rest, pause) => rest.flatMap((it) => {
    if (pause.to <= it.from || pause.from >= it.to) return [it];
    const decision = pause.from <= it.from ? it.decision : null;
    return [{...it, to: pause.from}, {...it, from: pause.to, decision}].filter((part) => part.to > part.from);
  }), all);
}

/** The states of an uplink. */
export function states(decisions, name, present, view, known, past, pauses) {
  const changes = decisions.filter((it) => it.type === 'transition' && it.uplink === name);
  const decided = stretches(changes, view.from, view.to, known, (it) => it.to, (it) => it.from, present);
  const before = measured(past, view.from, Math.min(known, view.to));
  const last = before[before.length - 1];
  // Where what was measured meets what was decided nothing has changed.
  if (last && decided.length && !decided[0].decision && decided[0].value === last.value && decided[0].from - last.to <= past.gap) {
    decided[0] = {...decided[0], from: before.pop().from};
  }
  return without([...before, ...decided], pauses);
}

/** Who carried. */
export function carriers(decisions, present, view, known, pauses) {
  const changes = decisions.filter((it) => it.type === 'election');
  const before = (oldest, i = decisions.indexOf(oldest)) => decisions.slice(i).find((it) => it.type === 'election' && it !== oldest)?.carrying ?? null;
  const all = stretches(changes, view.from, view.to, known, (it) => it.carrying, before, present).filter((it) => it.value !== null);
  const joined = [];
  for (const it of all) {
    const last = joined[joined.length - 1];
    // An election that changes nothing only repeats.
    if (last && last.to === it.from && last.value.join('\n') === it.value.join('\n')) last.to = it.to;
    else joined.push({...it});
  }
  return without(joined, pauses);
}

/** The share of the time that is known in each value, the largest first. */
export function shares(all) {
  const sums = new Map();
  let total = 0;
  for (const {from, to, value} of all) {
    sums.set(value, (sums.get(value) ?? 0) + to - from);
    total += to - from;
  }
  return [...sums].map(([value, seconds]) => ({value, seconds, share: seconds / total})).sort((a, b) => b.seconds - a.seconds);
}

const severity = ['Down', 'Degraded', 'Recovering', 'Disabled', 'Unknown', 'Up'];
export const worst = (values) => severity.find((it) => values.includes(it)) ?? values[0];

/** Joins neighbours that are too narrow to be seen alone, so that what is drawn is bounded by the width. */
export function legible(all, narrow) {
  const found = [];
  for (const it of all) {
    const last = found[found.length - 1];
    const thin = it.to - it.from < narrow;
    if (last && thin && last.to - last.from < narrow * 3 && it.from - last.to < narrow && last.parts) {
      last.to = it.to;
      last.parts.push(it);
    } else {
      found.push({...it, parts: thin ? [it] : null});
    }
  }
  return found;
}

/** Decisions so close together that their marks would cover each other become one mark. */
export function clusters(decisions, near) {
  const found = [];
  for (const it of decisions) {
    const at = Date.parse(it.at) / 1000;
    const last = found[found.length - 1];
    if (last && last.first - at < near) {
      last.all.push(it);
    } else {
      found.push({first: at, all: [it]});
    }
  }
  return found.map(({first, all}) => ({at: first, all}));
}
