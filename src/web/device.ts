/** What this device keeps until the server has it: messages and presses in IndexedDB, drafts beside them, all by person. */

export interface Waiting {
  /** The order in which it was written. */
  seq: number
  person: string
  /** Kept over every retry: the server takes the same key once. */
  key: string
  chat: string
  /** When it was written, in ms. */
  at: number
  message?: {
    text: string
    photos: { blob: Blob; name: string; key?: string }[]
    location?: { lat: number; lon: number; name?: string }
    replyTo?: string
  }
  press?: {
    messageId: string
    act: string
    label: string
    data: Record<string, string>
    form?: Record<string, unknown>
  }
  /** The server has it; kept a little so that the pressed button goes on showing it. */
  sentAt?: number
  /** Why it does not go by itself any more: the server's own words, or that it is too old. */
  refused?: string
  /** The last try failed; it is tried again. */
  failed?: boolean
  /** Some tab is sending it until then. */
  leasedUntil?: number
}

const STORE = 'waiting'
let opened: Promise<IDBDatabase | undefined> | undefined

/** Undefined where the browser keeps nothing (a private window): then what is written lives as long as the page. */
const open = () =>
  (opened ??= new Promise((done) => {
    try {
      const request = indexedDB.open('anan', 1)
      request.onupgradeneeded = () =>
        request.result.createObjectStore(STORE, { keyPath: 'seq', autoIncrement: true }).createIndex('person', 'person')
      request.onsuccess = () => done(request.result)
      request.onerror = () => done(undefined)
    } catch {
      done(undefined)
    }
  }))

const memory = new Map<number, Waiting>()
let last = 0

/** One transaction; its value once it is on the disk. */
async function within<T>(mode: IDBTransactionMode, run: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = (await open())!
  return new Promise((done, failed) => {
    const tx = db.transaction(STORE, mode)
    const request = run(tx.objectStore(STORE))
    tx.oncomplete = () => done(request.result)
    tx.onerror = tx.onabort = () => failed(tx.error)
  })
}

export const device = {
  keeps: async () => !!(await open()),
  async list(person: string): Promise<Waiting[]> {
    if (!(await open())) return [...memory.values()].filter((w) => w.person === person)
    return within<Waiting[]>('readonly', (store) => store.index('person').getAll(person))
  },
  async add(item: Omit<Waiting, 'seq'>): Promise<void> {
    if (await open()) await within('readwrite', (store) => store.add(item))
    else memory.set(++last, { ...item, seq: last })
  },
  /** Changes an item where it is still there and `may` allows it; the changed item, or undefined. One tab at a time. */
  async change(seq: number, may: (w: Waiting) => boolean, by: Partial<Waiting>): Promise<Waiting | undefined> {
    if (!(await open())) {
      const held = memory.get(seq)
      if (!held || !may(held)) return undefined
      memory.set(seq, { ...held, ...by })
      return memory.get(seq)
    }
    let changed: Waiting | undefined
    await within<Waiting | undefined>('readwrite', (store) => {
      const got = store.get(seq) as IDBRequest<Waiting | undefined>
      got.onsuccess = () => {
        if (!got.result || !may(got.result)) return
        changed = { ...got.result, ...by }
        store.put(changed)
      }
      return got
    })
    return changed
  },
  async remove(seqs: number[]): Promise<void> {
    for (const seq of seqs)
      if (await open()) await within('readwrite', (store) => store.delete(seq))
      else memory.delete(seq)
  },
}

const draftKey = (person: string, chat: string) => `anan draft ${person} ${chat}`
/** What is being typed, per person and chat; written at every letter, so that a page that dies loses none. */
export const drafts = {
  get(person: string, chat: string): string {
    try {
      return localStorage.getItem(draftKey(person, chat)) ?? ''
    } catch {
      return ''
    }
  },
  set(person: string, chat: string, text: string): void {
    try {
      if (text) localStorage.setItem(draftKey(person, chat), text)
      else localStorage.removeItem(draftKey(person, chat))
    } catch {
      // a browser that keeps nothing: the page itself still has it
    }
  },
  /** Of one person, all chats. */
  of(person: string): string[] {
    try {
      return Object.keys(localStorage).filter((k) => k.startsWith(draftKey(person, '')))
    } catch {
      return []
    }
  },
  wipe(person: string): void {
    for (const key of drafts.of(person)) localStorage.removeItem(key)
  },
}
