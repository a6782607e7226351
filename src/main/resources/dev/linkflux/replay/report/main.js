// Draws what stands in the page's own data; nothing is asked of anybody.

import {paper} from './ink.js';
import {Chart} from './chart.js';

const told = JSON.parse(document.getElementById('told').textContent);
const charts = told.chapters.map((chapter, i) => new Chart(document.getElementById(`chart-${i}`), chapter, told.states));
const all = () => { for (const it of charts) it.draw(); };
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', all);

/** On paper the sheet has the width of a page, and is drawn for that before it is laid out there. */
function print(on) {
  document.documentElement.classList.toggle('on-paper', on);
  paper(on);
  all();
}
addEventListener('beforeprint', () => print(true));
addEventListener('afterprint', () => print(false));
for (const it of document.querySelectorAll('[data-share]')) it.style.width = `${it.dataset.share * 100}%`;
const clock = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'medium'});
for (const it of document.querySelectorAll('.facts time')) {
  it.title = it.textContent;
  it.textContent = clock.format(new Date(it.dateTime));
}
document.documentElement.dataset.drawn = 'yes';
