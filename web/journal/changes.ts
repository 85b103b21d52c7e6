// Where the clocks of this place change near an instant: a time that is told must be the one on the wall.
import { localInstant } from './entry';

/** RFC 3339, each with the offset that holds there; absent where nothing changes within eight days. */
export interface ClockChanges {
  clock_before?: string;
  clock_after?: string;
}

const NEAR = 8 * 24 * 3_600_000;
const SECOND = 1000;

const offset = (time: number) => new Date(time).getTimezoneOffset();

/** The first whole second after `from` that has the offset of `to`. */
function changeBetween(from: number, to: number): number {
  const before = offset(from);
  while (to - from > SECOND) {
    const middle = Math.floor((from + to) / 2);
    if (offset(middle) === before) from = middle;
    else to = middle;
  }
  return Math.floor(to / SECOND) * SECOND;
}

export function clockChanges(date: Date): ClockChanges {
  const now = date.getTime();
  const changes: ClockChanges = {};
  if (offset(now - NEAR) !== offset(now))
    changes.clock_before = localInstant(new Date(changeBetween(now - NEAR, now) - SECOND));
  if (offset(now + NEAR) !== offset(now)) changes.clock_after = localInstant(new Date(changeBetween(now, now + NEAR)));
  return changes;
}
