// The journal in the browser's own store (IndexedDB): append-only. When `append` has answered, the entries
// are on the disk as far as a browser can tell.
import type { Stored } from './entry';

const NAME = 'springback';
const ENTRIES = 'entries';

/** The browser did not keep it: no room, or no permission. Nothing was written. */
export class NotKept extends Error {}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}

export interface Journal {
  /** Whether it is still there after the page was closed. */
  readonly lasts: boolean;
  all(): Promise<Stored[]>;
  count(): Promise<number>;
  /** All of them, or none. An id that is there already stands as it is. */
  append(entries: readonly Stored[]): Promise<void>;
  erase(): Promise<void>;
}

/**
 * Where the browser has no store for us (a private window), a journal that ends with the visit: help comes
 * first.
 */
export async function openJournal(): Promise<Journal> {
  try {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(ENTRIES, { keyPath: 'id' });
    return new KeptJournal(await done(request));
  } catch {
    return new PassingJournal();
  }
}

class PassingJournal implements Journal {
  readonly lasts = false;
  #entries = new Map<string, Stored>();

  async all(): Promise<Stored[]> {
    return [...this.#entries.values()];
  }

  async count(): Promise<number> {
    return this.#entries.size;
  }

  async append(entries: readonly Stored[]): Promise<void> {
    for (const entry of entries) if (!this.#entries.has(entry.id)) this.#entries.set(entry.id, entry);
  }

  async erase(): Promise<void> {
    this.#entries.clear();
  }
}

class KeptJournal implements Journal {
  readonly lasts = true;

  constructor(private readonly database: IDBDatabase) {}

  async all(): Promise<Stored[]> {
    return done(this.database.transaction(ENTRIES).objectStore(ENTRIES).getAll() as IDBRequest<Stored[]>);
  }

  async count(): Promise<number> {
    return done(this.database.transaction(ENTRIES).objectStore(ENTRIES).count());
  }

  async append(entries: readonly Stored[]): Promise<void> {
    try {
      const transaction = this.database.transaction(ENTRIES, 'readwrite', { durability: 'strict' });
      const store = transaction.objectStore(ENTRIES);
      const ended = finished(transaction);
      for (const entry of entries) {
        const request = store.add(entry);
        request.onerror = (event) => {
          if (request.error?.name !== 'ConstraintError') return;
          event.preventDefault();
          event.stopPropagation();
        };
      }
      await ended;
    } catch (error) {
      throw new NotKept(String(error));
    }
  }

  async erase(): Promise<void> {
    const transaction = this.database.transaction(ENTRIES, 'readwrite', { durability: 'strict' });
    transaction.objectStore(ENTRIES).clear();
    await finished(transaction);
  }
}
