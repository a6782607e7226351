// Puts the page together and draws it a few times a second, while somebody looks.

import {Cards} from './card.js';
import {Model} from './model.js';
import {ServerList} from './serverlist.js';
import {Timeline} from './timeline.js';
import {follow} from './source.js';
import {showHeader} from './header.js';

const byId = (id) => document.getElementById(id);
const model = new Model();
const cards = new Cards(byId('cards'));
const servers = new ServerList(byId('servers-section'), byId('servers'));
const timeline = new Timeline(byId('timeline'));
let connection = 'connecting';

function draw() {
  if (document.hidden) return;
  showHeader(model, connection);
  if (!model.version) return;
  cards.show(model);
  servers.show(model);
  timeline.show(model);
}

follow(model, (now) => { connection = now; draw(); });
setInterval(draw, 250);
document.addEventListener('visibilitychange', draw);
window.addEventListener('resize', draw);
