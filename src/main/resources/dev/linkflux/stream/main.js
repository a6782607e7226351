// Puts the page together and draws it a few times a second, while somebody looks.

import {Cards} from './card.js';
import {Desk} from './desk.js';
import {Header} from './header.js';
import {Login} from './login.js';
import {Model} from './model.js';
import {ServerList} from './serverlist.js';
import {Session} from './session.js';
import {Source} from './source.js';
import {Timeline} from './timeline.js';

const byId = (id) => document.getElementById(id);
const model = new Model();
const session = new Session(() => draw());
const desk = new Desk(model, session);
const header = new Header(model);
const cards = new Cards(byId('cards'), desk);
const servers = new ServerList(byId('servers-section'), byId('servers'), desk);
const timeline = new Timeline(byId('timeline'));
const source = new Source(model, (news) => {
  header.hear(news);
  if (news.is === 'unknown') login.ask();
  // A service that has begun anew knows no sessions.
  if (news.is === 'live') session.refresh().catch(() => {});
  draw();
});
const login = new Login(byId('session'), session, () => source.open());

function draw() {
  if (document.hidden) return;
  header.show();
  login.show();
  if (!model.version) return;
  cards.show(model);
  servers.show(model);
  timeline.show(model);
}

source.open();
setInterval(draw, 250);
// Somebody who comes back wants to know now.
document.addEventListener('visibilitychange', () => { if (!document.hidden && header.lost) source.open(); draw(); });
window.addEventListener('resize', draw);
window.addEventListener('beforeprint', draw);
