// Reads the event stream as any page or program with an EventSource does, and says what it gets, a line each.
//
//   node events.mjs URL DIRECTORY     where node_modules is
const [url, directory] = process.argv.slice(2);
const { EventSource } = await import(`${directory}/node_modules/eventsource/dist/index.js`);

const source = new EventSource(url);
source.onopen = () => console.log('open');
source.onerror = () => console.log('error');
source.onmessage = (event) => console.log(`unnamed ${event.data}`);
for (const type of ['probe', 'quality', 'transition', 'election', 'target', 'operator', 'plan', 'server', 'self']) {
  source.addEventListener(type, (event) => {
    const told = JSON.parse(event.data);
    console.log(`event ${event.lastEventId} ${type}${told.type === type && String(told.id) === event.lastEventId ? '' : ' wrong'}`);
  });
}
source.addEventListener('gap', (event) => console.log(`gap ${JSON.parse(event.data).after}`));
