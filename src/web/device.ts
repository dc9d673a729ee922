/** What this device keeps until the server has it: messages and presses in IndexedDB, drafts beside them, all by person. */

export interface Waiting {
  /** The order in which it was written. */
  seq: number
  person: string
  /** Kept over every retry: the server takes the same key once. */
  key: string
  chat: string
  /** When it was written, in ms of this device's clock; kept over every retry. */
  at: number
  /** When its writer last said that it is still right, in ms. */
  saidAgainAt?: number
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

/** What the disk does not take: kept by the page alone, numbered after everything on the disk. */
const memory = new Map<number, Waiting>()
let last = 1e12

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

const remember = (item: Omit<Waiting, 'seq'>) => void memory.set(++last, { ...item, seq: last })

export const device = {
  /** Whether all that waits outlives the page. */
  keeps: async () => !!(await open()) && memory.size === 0,
  async list(person: string): Promise<Waiting[]> {
    const held = [...memory.values()].filter((w) => w.person === person)
    if (!(await open())) return held
    return [...(await within<Waiting[]>('readonly', (store) => store.index('person').getAll(person))), ...held]
  },
  /** How much waits here unsent, whoever wrote it: a figure for the door, where nobody is signed in. */
  async unsent(): Promise<number> {
    if (!(await open())) return 0
    const all = await within<Waiting[]>('readonly', (store) => store.getAll())
    return all.filter((w) => !w.sentAt).length
  },
  /** @returns whether it is on the disk; where that is full or closed the page keeps it as long as it lives. */
  async add(item: Omit<Waiting, 'seq'>): Promise<boolean> {
    if (await open())
      try {
        await within('readwrite', (store) => store.add(item))
        return true
      } catch {
        // no room: what is written goes all the same
      }
    remember(item)
    return false
  },
  /** Changes an item where it is still there and `may` allows it; the changed item, or undefined. One tab at a time. */
  async change(seq: number, may: (w: Waiting) => boolean, by: Partial<Waiting>): Promise<Waiting | undefined> {
    const held = memory.get(seq)
    if (held) {
      if (!may(held)) return undefined
      memory.set(seq, { ...held, ...by })
      return memory.get(seq)
    }
    if (!(await open())) return undefined
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
      if (!memory.delete(seq) && (await open())) await within('readwrite', (store) => store.delete(seq))
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

/** Who was last signed in here and their chats, so that the page opens without a network; gone with the sign-in. */
const KNOWN = 'anan known'
export const known = {
  get<T extends object>(what: string): T | undefined {
    try {
      const kept = JSON.parse(localStorage.getItem(KNOWN) ?? '{}')[what]
      // an earlier version kept an answer that had broken off as an empty one
      return kept && Object.keys(kept).length ? kept : undefined
    } catch {
      return undefined
    }
  },
  set(what: string, value: unknown): void {
    try {
      localStorage.setItem(KNOWN, JSON.stringify({ ...JSON.parse(localStorage.getItem(KNOWN) ?? '{}'), [what]: value }))
    } catch {
      // a browser that keeps nothing opens with a network only
    }
  },
  forget(): void {
    try {
      localStorage.removeItem(KNOWN)
    } catch {
      // nothing was kept
    }
  },
}
