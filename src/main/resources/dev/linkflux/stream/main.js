// Puts the page together and draws it a few times a second, while somebody looks.

import {Cards} from './card.js';
import {Decisions} from './decisions.js';
import {Lanes} from './lanes.js';
import {Model} from './model.js';
import {ServerList} from './serverlist.js';
import {follow} from './source.js';
import {make} from './icons.js';
import {showHeader} from './header.js';

const byId = (id) => document.getElementById(id);
const model = new Model();
const cards = new Cards(byId('cards'));
const servers = new ServerList(byId('servers-section'), byId('servers'));
const lanes = new Lanes(byId('lanes'), 5);
const decisions = new Decisions(byId('decisions'), byId('decisions-count'), byId('more'));
let connection = 'connecting';

for (const minutes of [2, 5, 10]) {
  const button = make('button', '', `${minutes} min`);
  button.type = 'button';
  button.addEventListener('click', () => choose(minutes));
  button.dataset.minutes = minutes;
  byId('spans').append(button);
}

function choose(minutes) {
  lanes.minutes = minutes;
  for (const button of byId('spans').children) {
    button.setAttribute('aria-pressed', String(Number(button.dataset.minutes) === minutes));
  }
  draw();
}

function draw() {
  if (document.hidden) return;
  showHeader(model, connection);
  if (!model.version) return;
  cards.show(model);
  servers.show(model);
  lanes.show(model);
  decisions.show(model);
}

choose(5);
follow(model, (now) => { connection = now; draw(); });
setInterval(draw, 250);
document.addEventListener('visibilitychange', draw);
window.addEventListener('resize', draw);
