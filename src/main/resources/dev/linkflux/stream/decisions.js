// The list of decisions, each with its sentence, and its evidence when opened; searchable, and as long as is wanted.

import {evidence, subject} from './evidence.js';
import {make, say} from './icons.js';
import {Search} from './search.js';
import {moment} from './words.js';

const step = 50;
const still = matchMedia('(prefers-reduced-motion: reduce)');

export class Decisions {
  #items = new Map();
  #shown = step;
  #key = '';
  #arranged = '';
  #view = null;
  #linked = 0;
  #time = 0;

  /** `chosen(decision or null)` hears which one is opened by its link. */
  constructor(archive, chosen) {
    this.archive = archive;
    this.chosen = chosen;
    this.search = new Search(() => { this.#shown = step; });
    this.count = make('span', 'quiet num');
    this.count.setAttribute('role', 'status');
    this.container = make('ol', 'decisions');
    this.container.id = 'decisions';
    this.more = make('button', 'more', 'Show older ones');
    this.more.type = 'button';
    this.more.addEventListener('click', () => this.#older());
    addEventListener('hashchange', () => this.#follow());
  }

  #older() {
    this.#shown += step;
    if (this.#wanted(this.#view).length < this.#shown) this.archive.older(this.search.filter);
  }

  /** Elections that change nothing only repeat what the transition before them says. */
  #wanted(view) {
    return this.archive.all.filter((it) => (it.type !== 'election' || it.switch !== false || it.id === this.#linked) && this.search.matches(it, view));
  }

  show(names, view, now) {
    const first = this.#view === null;
    this.#view = view;
    this.#time = now;
    this.search.show(names);
    const key = `${this.archive.version} ${this.#shown} ${this.search.key} ${this.search.within ? `${Math.floor(view.from)} ${Math.floor(view.to)}` : ''}`;
    if (key !== this.#key) {
      this.#key = key;
      this.#list(this.#wanted(view), now);
    }
    if (first) this.#follow();
  }

  #list(all, now) {
    const wanted = all.slice(0, this.#shown);
    say(this.count, all.length === 0 ? '' : all.length > wanted.length ? `${wanted.length} of ${all.length} at hand` : `${all.length}`);
    this.more.hidden = all.length <= this.#shown && this.archive.ended(this.search.filter);
    const arranged = wanted.map((it) => it.id).join();
    if (arranged === this.#arranged && this.container.childElementCount) return;
    this.#arranged = arranged;
    this.#items = new Map(wanted.map((it) => [it.id, this.#items.get(it.id) ?? item(it, now)]));
    this.#arrange(wanted.length ? [...this.#items.values()] : [make('li', 'empty', this.archive.all.length
      ? 'No decision that is at hand fits.' : 'Nothing was decided yet. Every change will stand here with its reasons.')]);
  }

  /** Puts in what is new and leaves the rest where it is, so that an open one and the focus stay. */
  #arrange(items) {
    const keep = new Set(items);
    for (const child of [...this.container.children]) if (!keep.has(child)) child.remove();
    items.forEach((element, index) => {
      if (this.container.children[index] !== element) this.container.insertBefore(element, this.container.children[index] ?? null);
    });
  }

  /** Opens the decision that the address names. */
  async #follow() {
    const id = Number(/^#decision=(\d{1,16})$/.exec(location.hash)?.[1]);
    if (!id) return;
    const decision = await this.archive.find(id);
    if (decision) this.#reveal(decision);
    else say(this.count, `decision ${id} is not kept any more`);
  }

  /** Opens a decision to its evidence, and makes its link the address of the page. */
  open(decision) {
    history.replaceState(null, '', `#decision=${decision.id}`);
    this.#reveal(decision);
  }

  #reveal(decision) {
    this.#linked = decision.id;
    if (!this.search.matches(decision, this.#view)) this.search.reset();
    const index = this.#wanted(this.#view).findIndex((it) => it.id === decision.id);
    this.#shown = Math.max(this.#shown, index + 1);
    this.#list(this.#wanted(this.#view), this.#time);
    const element = this.#items.get(decision.id);
    if (!element) return;
    const details = element.querySelector('details');
    for (const other of this.container.querySelectorAll('.chosen')) other.classList.remove('chosen');
    element.classList.add('chosen');
    details.open = true;
    details.querySelector('summary').focus({preventScroll: true});
    // Its evidence is built by then, and what is built moves the rest.
    setTimeout(() => element.scrollIntoView({block: 'center', behavior: still.matches ? 'auto' : 'smooth'}), 60);
    this.chosen(decision);
  }
}

function item(decision, now) {
  const time = make('time', '', moment(Date.parse(decision.at), now));
  time.dateTime = decision.at;
  time.title = decision.at;
  const summary = make('summary', '', time, subject(decision), make('span', 'sentence', decision.sentence ?? ''), make('span', 'fold'));
  const details = make('details', '', summary);
  // What nobody opens is not built.
  details.addEventListener('toggle', () => details.append(evidence(decision)), {once: true});
  const element = make('li', `is-${decision.type === 'server' ? decision.what : decision.type}`, details);
  element.dataset.id = decision.id;
  return element;
}
