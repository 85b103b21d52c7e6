// The time of day as the core writes it: a clock of 24 hours, in every language.
import type { Locale } from '../core/contract';

const two = (n: number) => String(n).padStart(2, '0');

/** "09:05" */
export const clockOf = (at: Date): string => `${two(at.getHours())}:${two(at.getMinutes())}`;

/** "Mon, Nov 23, 09:05" */
export const dayAndClock = (at: Date, locale: Locale): string =>
  `${at.toLocaleDateString(locale, { weekday: 'short', day: 'numeric', month: 'short' })}, ${clockOf(at)}`;

/** The time, with the day before it where that is not today. */
export const clockText = (at: Date, now: Date, locale: Locale): string =>
  at.toDateString() === now.toDateString() ? clockOf(at) : dayAndClock(at, locale);
