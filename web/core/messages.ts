// What the page and the core's worker say to each other.
import type { Call } from './module';

export interface Ask {
  id: number;
  call: Call;
  text: string;
}
export interface Reply {
  id: number;
  ok: boolean;
  text: string;
  trapped: boolean;
}
/** The first message, and each time the language changes. */
export interface Begin {
  module: string;
  words: string;
}
