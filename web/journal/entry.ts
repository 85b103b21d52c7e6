// Stamps what a person says with an id and an instant, once, here at the edge.
import type { Fact } from '../core/contract';

/** An entry as it is kept: the text of its line, and the id to know it by. */
export interface Stored {
  id: string;
  text: string;
}

const two = (n: number) => String(n).padStart(2, '0');

/** RFC 3339 with the person's own offset from UTC, to the millisecond. */
export function localInstant(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const sign = offset < 0 ? '-' : '+';
  const away = Math.abs(offset);
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
  return `${local}${sign}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}

let lastMilliseconds = 0;
let counter = 0;

/**
 * UUIDv7 (RFC 9562). Ids of one millisecond count up, so that they sort in the order in which they were made.
 */
export function newId(date: Date): string {
  const now = date.getTime();
  counter = now === lastMilliseconds ? counter + 1 : 0;
  lastMilliseconds = now;
  const random = crypto.getRandomValues(new Uint8Array(8));
  random[0] = (random[0]! & 0x3f) | 0x80;
  const tail = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const head = now.toString(16).padStart(12, '0');
  const middle = (0x7000 | (counter & 0xfff)).toString(16);
  return `${head.slice(0, 8)}-${head.slice(8)}-${middle}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}

/** `id` where it was made before (a timer knows its entry's from the start); `date` is when it happened. */
export function stamp(fact: Fact, date: Date, id = newId(date)): Stored {
  return { id, text: JSON.stringify({ id, at: localInstant(date), ...fact }) };
}
