// The connection: reads what there is, follows what comes, and mends itself.

const decided = ['transition', 'election', 'target', 'operator', 'server'];
const types = ['probe', 'quality', ...decided, 'plan', 'self'];

async function read(path) {
  const response = await fetch(path, {headers: {accept: 'application/json'}});
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

/** Status and decisions, then every curve. */
async function load(model) {
  const [status, decisions] = await Promise.all([read('/api/v1/status'), read('/api/v1/decisions?limit=500')]);
  model.load(status, decisions.decisions);
  await loadCurves(model);
}

async function loadCurves(model) {
  await Promise.all([...model.uplinks.keys()].map(async (name) => {
    const history = await read(`/api/v1/uplinks/${encodeURIComponent(name)}/history`);
    model.loadHistory(name, history.points);
  }));
}

/** Follows the service for as long as the page is open; `report` hears 'live' and 'lost'. */
export function follow(model, report) {
  let again;

  const retry = () => {
    report('lost');
    clearTimeout(again);
    again = setTimeout(open, 2000);
  };

  const open = async () => {
    try {
      await load(model);
    } catch {
      retry();
      return;
    }
    const source = new EventSource(`/api/v1/events?types=${types.join(',')}&after=${model.id}`);
    const restart = () => { source.close(); clearTimeout(again); again = setTimeout(open, 500); };
    source.onopen = () => report('live');
    source.onerror = () => {
      report('lost');
      // Closed for good: the service has said no. Otherwise the browser tries again by itself.
      if (source.readyState === EventSource.CLOSED) retry();
    };
    for (const type of types) source.addEventListener(type, (message) => model.apply(JSON.parse(message.data)));
    source.addEventListener('gap', (message) => {
      const missing = JSON.parse(message.data).missing;
      if (missing.some((it) => decided.includes(it))) restart();
      else loadCurves(model).catch(restart);
    });
    source.addEventListener('dropped', restart);
  };

  open();
}
