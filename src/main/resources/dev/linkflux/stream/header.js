// The line on top: who carries now, since when and why; and whether the page is live.

import {clock, duration, list, moment} from './words.js';
import {say} from './icons.js';

const byId = (id) => document.getElementById(id);

export function showHeader(model, connection) {
  const now = model.now();
  const silent = model.silence() > 5000;
  showConnection(model, connection, silent);
  if (!model.version) return;
  byId('observe').hidden = !model.observe;
  say(byId('version'), `linkflux ${model.version}, running for ${duration(now - model.start)}`);
  say(byId('clock'), clock(now));
  showNow(model, now);
}

function showConnection(model, connection, silent) {
  const live = byId('live');
  const lost = connection === 'lost' || silent;
  document.body.toggleAttribute('data-stale', lost && Boolean(model.version));
  live.dataset.is = lost ? 'lost' : connection;
  const words = {
    connecting: 'connecting',
    live: silent ? `no news for ${duration(model.silence())}` : 'live',
    lost: model.version ? `reconnecting, figures are ${duration(model.silence())} old` : 'reconnecting',
  };
  say(live, words[connection]);
}

let shown = '';

function showNow(model, now) {
  const line = byId('now-line');
  const key = model.carrying.join('\n');
  if (key !== shown || !line.dataset.ready) {
    shown = key;
    line.dataset.ready = 'yes';
    const names = document.createElement('strong');
    names.textContent = list(model.carrying);
    line.replaceChildren(...(model.carrying.length
      ? [names, model.carrying.length > 1 ? ' carry the traffic' : ' carries the traffic']
      : ['No uplink carries traffic']));
  }
  const since = model.carryingSince > model.start
    ? `Since ${moment(model.carryingSince, now)}: ` : 'Since the start: ';
  say(byId('now-why'), since + model.why);
  showRoutes(model, now);
  document.title = model.carrying.length ? `${list(model.carrying)} – linkflux` : 'linkflux';
}

const fresh = 600_000;

/** What is wrong with the routes: the kernel refuses them, or somebody else changes them. Mostly nothing. */
function showRoutes(model, now) {
  const routes = model.routes;
  const line = byId('now-routes');
  const drift = routes?.repairs && routes.drift && now - Date.parse(routes.drift.at) < fresh ? routes.drift : null;
  line.hidden = routes?.result !== 'refused' && !drift;
  if (routes?.result === 'refused') {
    say(line, `The kernel refuses the routes since ${moment(Date.parse(routes.since), now)}: ${routes.reason}`);
  } else if (drift) {
    const often = routes.repairs === 1 ? 'once' : `${routes.repairs} times`;
    say(line, `Somebody else changes our routes, put back ${often} so far. At ${moment(Date.parse(drift.at), now)}: ${drift.what}`);
  }
}
