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
/** The first message, and each time the language changes: the module, and the words for it. */
export interface Begin {
  module: WebAssembly.Module;
  words: string;
}
