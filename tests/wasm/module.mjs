// Loads springback.wasm outside the browser: text in, text out. The module needs no system, so every system
// call it names is answered with "not supported" (ENOSYS, 52 in WASI).
import { readFile } from 'node:fs/promises';

const ENOSYS = 52;
const noSystem = new Proxy({}, { get: () => () => ENOSYS });

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export class Module {
  #exports;

  static async load(path) {
    const imports = { wasi_snapshot_preview1: noSystem };
    const { instance } = await WebAssembly.instantiate(await readFile(path), imports);
    instance.exports._initialize();
    return new Module(instance.exports);
  }

  constructor(exports) {
    this.#exports = exports;
  }

  /** Gives it the sentences of a language, a file that protocolc wrote. False: they do not belong to it. */
  takeWords(file) {
    return this.#ask(file, (at, size) => this.#exports.springback_words(at, size)).ok;
  }

  /** How to ask for single findings. */
  questions(request) {
    return this.#ask(request, (at, size) => this.#exports.springback_questions(at, size));
  }

  /** What a person reads about medicine. */
  medicine(request) {
    return this.#ask(request, (at, size) => this.#exports.springback_medicine(at, size));
  }

  /** { ok, text }: an advice, or {"error":{...}}. */
  answer(request) {
    return this.#ask(request, (at, size) => this.#exports.springback_answer(at, size));
  }

  /** The same for one line of a batch. */
  answerCase(request, line) {
    return this.#ask(request, (at, size) => this.#exports.springback_answer_case(at, size, line));
  }

  #ask(request, call) {
    const bytes = encoder.encode(request);
    const at = this.#exports.springback_alloc(bytes.length || 1);
    if (at === 0) throw new Error(`no room for a request of ${bytes.length} bytes`);
    // `memory.buffer` is read anew each time: a call that grows the memory replaces it.
    new Uint8Array(this.#exports.memory.buffer, at, bytes.length).set(bytes);
    const status = call(at, bytes.length);
    this.#exports.springback_free(at);
    const from = this.#exports.springback_result();
    const size = this.#exports.springback_result_size();
    const answer = new Uint8Array(this.#exports.memory.buffer, from, size);
    return { ok: status === 0, text: decoder.decode(answer) };
  }
}
