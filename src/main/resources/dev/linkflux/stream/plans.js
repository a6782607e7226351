// What the page knows of the routes: the plan that is due, and what the kernel says to it.

/** What is known after a `plan` event; a refusal lasts until something is applied. */
export function planned(before, event, observe) {
  if (event.result === 'planned') {
    const drift = event.what ? {at: event.at, what: event.what} : before.drift;
    const after = {...before, drift, generation: event.generation, cause: event.cause};
    const again = event.cause === 'retry' && before.result === 'refused';
    return again ? after : {...after, result: 'planned', since: event.at, reason: undefined};
  }
  if (event.generation !== before.generation || observe) return before;
  const since = event.result === 'refused' && before.result === 'refused' ? before.since : event.at;
  const repaired = event.result === 'applied' && before.cause === 'drift' && event.changes > 0;
  return {...before, result: event.result, since, reason: event.reason, repairs: before.repairs + (repaired ? 1 : 0)};
}
