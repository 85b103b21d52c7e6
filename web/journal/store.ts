// The journal in the browser's own store (IndexedDB): append-only. When `append` has answered, the entries are on the
// disk as far as a browser can tell.
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

export class JournalStore {
  private constructor(private readonly database: IDBDatabase) {}

  static async open(): Promise<JournalStore> {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(ENTRIES, { keyPath: 'id' });
    return new JournalStore(await done(request));
  }

  async all(): Promise<Stored[]> {
    return done(this.database.transaction(ENTRIES).objectStore(ENTRIES).getAll() as IDBRequest<Stored[]>);
  }

  async count(): Promise<number> {
    return done(this.database.transaction(ENTRIES).objectStore(ENTRIES).count());
  }

  /** All of them, or none. An id that is there already stands as it is. */
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
