// A question that is answered before anything else goes on. The browser keeps the focus in it, and Escape leaves it.

import {make, say} from './icons.js';

export class Dialog {
  #dialog;
  #form;
  #trouble = make('p', 'dialog-trouble');
  #yes;

  /** @param yes what the button says that does it */
  constructor(title, content, yes) {
    const heading = make('h2', '', title);
    heading.id = 'dialog-title';
    this.#trouble.setAttribute('role', 'alert');
    this.#yes = make('button', 'main', yes);
    this.#yes.type = 'submit';
    const no = make('button', '', 'Cancel');
    no.type = 'button';
    no.addEventListener('click', () => this.#dialog.close());
    this.#form = make('form', '', heading, ...content, this.#trouble, make('div', 'dialog-buttons', no, this.#yes));
    this.#dialog = make('dialog', 'dialog', this.#form);
    this.#dialog.setAttribute('aria-labelledby', heading.id);
  }

  /** Shows it until `act` has done what it is for, or until it is left; true if it was done. Why `act` failed stands in it. */
  run(act) {
    document.body.append(this.#dialog);
    this.#dialog.showModal();
    return new Promise((resolve) => {
      let done = false;
      this.#form.addEventListener('submit', async (event) => {
        event.preventDefault();
        this.#yes.disabled = true;
        try {
          await act();
          done = true;
          this.#dialog.close();
        } catch (failure) {
          say(this.#trouble, failure.message);
        }
        this.#yes.disabled = false;
      });
      this.#dialog.addEventListener('close', () => {
        this.#dialog.remove();
        resolve(done);
      });
    });
  }
}
