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
  document.title = model.carrying.length ? `${list(model.carrying)} – linkflux` : 'linkflux';
}
