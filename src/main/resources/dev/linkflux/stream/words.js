// How figures, times and durations are said.

export const none = '–';

/** Milliseconds with as many digits as are worth reading. */
export function ms(value) {
  if (value === null || value === undefined) return none;
  if (value < 10) return value.toFixed(1);
  return Math.round(value).toString();
}

/** A ratio as per cent. */
export function percent(ratio) {
  if (ratio === null || ratio === undefined) return none;
  const value = ratio * 100;
  if (value === 0) return '0';
  return value < 10 ? value.toFixed(1) : Math.round(value).toString();
}

const clockFormat = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'});
const minuteFormat = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
const dayFormat = new Intl.DateTimeFormat(undefined, {day: 'numeric', month: 'short'});

const dateFormat = new Intl.DateTimeFormat(undefined, {day: 'numeric', month: 'short', year: 'numeric'});

export const date = (time) => dateFormat.format(time);
export const clock = (time) => clockFormat.format(time);
export const minute = (time) => minuteFormat.format(time);
export const day = (time) => dayFormat.format(time);

/** The clock, and the day when it is not the same day. */
export function moment(time, now) {
  const sameDay = new Date(time).toDateString() === new Date(now).toDateString();
  return sameDay ? clock(time) : `${dayFormat.format(time)} ${clock(time)}`;
}

/** A duration in its two largest units. */
export function duration(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** Names joined as in a sentence. */
export function list(names) {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

const causes = {
  'no-interface': 'no interface', 'carrier-lost': 'carrier lost', 'no-address': 'no address', 'no-gateway': 'no gateway',
  blackout: 'blackout', loss: 'loss', rtt: 'round-trip time', jitter: 'jitter', pdv: 'delay variation', operator: 'by the operator',
  recovered: 'recovered', isolated: 'everything silent at once', dampened: 'dampened after flapping', maintenance: 'maintenance', quota: 'quota used up', better: 'another one does better', started: 'just started', reconfigured: 'by another configuration',
  'dns-no-name': 'no such name', 'dns-refused': 'name servers refuse', 'dns-silent': 'name servers silent', uplink: 'uplink down',
  'host-unreachable': 'host unreachable', 'port-filtered': 'port filtered', 'port-refused': 'port refused', tls: 'TLS', 'tls-pin': 'another TLS key',
  'api-error': 'API error', credentials: 'credentials refused', clock: 'clock wrong',
};

/** A cause as people say it; an unknown one as it comes. */
export const cause = (name) => causes[name] ?? name;

/** A figure of the evidence with its unit. */
export function figure(value, unit) {
  if (value === null || value === undefined) return none;
  if (unit === 'ratio') return `${percent(value)} %`;
  const text = Number.isInteger(value) ? value.toString() : value.toFixed(Math.abs(value) < 10 ? 2 : 1);
  return unit ? `${text} ${unit}` : text;
}

const sizes = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A number of bytes in its largest unit of a thousand. */
export function bytes(count) {
  let value = count;
  let size = 0;
  while (value >= 1000 && size < sizes.length - 1) {
    value /= 1000;
    size++;
  }
  return `${size === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${sizes[size]}`;
}
