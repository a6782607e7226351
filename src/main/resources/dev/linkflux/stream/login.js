// Logging in with a token and out again: a word in the bar, and a dialog.

import {Dialog} from './dialog.js';
import {make, say} from './icons.js';

export class Login {
  #session;
  #done;
  #dialog = null;

  /** @param done is called when something else may be read than before */
  constructor(container, session, done) {
    this.#session = session;
    this.#done = done;
    this.name = make('span', 'quiet');
    this.button = make('button', 'plain', 'Log in');
    this.button.type = 'button';
    this.button.addEventListener('click', () => (this.#session.begun ? this.#leave() : this.ask()));
    container.append(this.name, this.button);
  }

  show() {
    const {begun, wanting, name, mayOperate, mayRead} = this.#session;
    this.button.hidden = !begun && !wanting;
    say(this.button, begun ? 'Log out' : 'Log in');
    say(this.name, begun ? `${name}${mayOperate ? '' : ', reading only'}` : mayRead && !mayOperate ? 'reading only' : '');
  }

  async #leave() {
    await this.#session.logout().catch(() => {});
    this.#done();
  }

  /** Asks for a token, once at a time. */
  async ask() {
    if (this.#dialog) return;
    const token = make('input', '');
    token.type = 'password';
    token.id = 'token';
    token.autocomplete = 'current-password';
    token.required = true;
    const label = make('label', '', 'Token');
    label.htmlFor = token.id;
    this.#dialog = new Dialog('Log in', [
      make('p', '', 'Tokens are named in the configuration, under ', make('code', '', 'access'), '. It is sent once; the browser gets a cookie in its place.'),
      make('div', 'field', label, token)], 'Log in');
    const done = await this.#dialog.run(() => this.#session.login(token.value.trim()));
    this.#dialog = null;
    if (done) this.#done();
  }
}
