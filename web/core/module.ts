// One instance of springback.wasm: text in, text out (src/wasm/README.md). The module needs no system, so
// every system call that it names is answered with "not supported".

const ENOSYS = 52;

interface Exports {
  memory: WebAssembly.Memory;
  _initialize(): void;
  springback_alloc(size: number): number;
  springback_free(at: number): void;
  springback_words(at: number, size: number): number;
  springback_answer(at: number, size: number): number;
  springback_medicine(at: number, size: number): number;
  springback_questions(at: number, size: number): number;
  springback_result(): number;
  springback_result_size(): number;
}

export type Call =
  | 'springback_words'
  | 'springback_answer'
  | 'springback_medicine'
  | 'springback_questions';

export interface Answer {
  ok: boolean;
  text: string;
}

export class Instance {
  readonly #exports: Exports;

  constructor(module: WebAssembly.Module) {
    const noSystem = new Proxy({}, { get: () => () => ENOSYS });
    const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: noSystem });
    this.#exports = instance.exports as unknown as Exports;
    this.#exports._initialize();
  }

  /** Throws where the module trapped: then this instance is of no use any more. */
  call(name: Call, request: string): Answer {
    const core = this.#exports;
    const bytes = new TextEncoder().encode(request);
    const at = core.springback_alloc(Math.max(bytes.length, 1));
    if (at === 0) throw new Error(`no room for a request of ${bytes.length} bytes`);
    // `memory.buffer` is looked up anew each time: a call that grows the memory replaces it.
    new Uint8Array(core.memory.buffer, at, bytes.length).set(bytes);
    const status = core[name](at, bytes.length);
    core.springback_free(at);
    const from = core.springback_result();
    const size = core.springback_result_size();
    const text = new TextDecoder('utf-8', { fatal: true }).decode(
      new Uint8Array(core.memory.buffer, from, size),
    );
    return { ok: status === 0, text };
  }
}
