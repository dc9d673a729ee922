/** Sends what waits on this device: by itself, in the order of each chat, under the key it was written with. */
import { ApiError, api, newKey } from './api.ts'
import { device, drafts, known, type Waiting } from './device.ts'
import { words } from './words.ts'

/** One tab sends one thing at a time and says so again while it does; a tab that died gives it up after this. */
const LEASE_MS = 8_000
const RETRY_MS = { first: 4_000, most: 30_000 }
/** What is older says nothing true about now by itself: its writer decides. */
const OLD_MS = 24 * 3600_000
/** A press the server has is remembered this long. */
const REMEMBER_MS = 30 * 24 * 3600_000

/** Seconds since it was written, by one device's clock, which need not be right; a clock set back since then gives none. */
const ageOf = (w: Waiting) => Math.max(0, Math.round((Date.now() - w.at) / 1000))
/** Photos that the server does not have yet go up beside the rest: words never wait behind them. */
const uploading = (w: Waiting) => !!w.message?.photos.some((p) => !p.key)

export type Outbox = ReturnType<typeof createOutbox>

/** @param sent called when the server has something, so that the page shows it; @param signedOut when it no longer knows us. */
export function createOutbox(person: string, on: { sent(chat: string): Promise<unknown>; signedOut(): void }) {
  let list: Waiting[] = []
  let keeps = true
  let ended = false
  let sending = false
  let again = false
  let wait = RETRY_MS.first
  let timer: ReturnType<typeof setTimeout> | undefined
  const listeners = new Set<() => void>()
  const others = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('anan-outbox')

  const look = async (tell = true) => {
    list = await device.list(person)
    keeps = await device.keeps()
    for (const heard of listeners) heard()
    if (tell) others?.postMessage('')
  }
  const due = (w: Waiting) => !w.sentAt && !w.refused && (w.leasedUntil ?? 0) < Date.now()

  async function send(w: Waiting): Promise<void> {
    if (w.press) {
      const { label: _, ...press } = w.press
      return void (await api.press(w.chat, { ...press, key: w.key, age: ageOf(w) }))
    }
    const { text, photos, location, replyTo } = w.message!
    const attachments = photos.map((p) => ({ kind: 'image' as const, key: p.key!, name: p.name.slice(0, 200) }))
    await api.write(w.chat, { key: w.key, age: ageOf(w), text, attachments, location, replyTo })
  }

  /** Takes one item for this tab, does it and notes what came of it; false = the line or the server is not there. */
  async function once(seq: number, work: (w: Waiting) => Promise<void>): Promise<boolean> {
    const mine = await device.change(seq, due, { leasedUntil: Date.now() + LEASE_MS })
    if (!mine) {
      await look(false)
      return true
    }
    if ((mine.saidAgainAt ?? mine.at) < Date.now() - OLD_MS) {
      await device.change(seq, () => true, { refused: words.tooOld, leasedUntil: 0 })
      await look()
      return true
    }
    await look()
    const renew = setInterval(
      () => void device.change(seq, (w) => !w.sentAt, { leasedUntil: Date.now() + LEASE_MS }).catch(() => {}),
      LEASE_MS / 3,
    )
    try {
      await work(mine).finally(() => clearInterval(renew))
      wait = RETRY_MS.first
      await look()
      return true
    } catch (e) {
      const status = e instanceof ApiError ? e.status : 0
      // a quota that is used up is told: it lasts, and words must not wait behind photos
      const refused = status >= 400 && status < 500 && ![401, 408, 425].includes(status)
      await device.change(seq, () => true, {
        leasedUntil: 0,
        // the key belongs to another message: once more is under a new one
        ...(status === 409 ? { key: newKey() } : {}),
        ...(refused ? { refused: (e as Error).message, failed: true } : { failed: true }),
      })
      await look()
      if (status === 401) on.signedOut()
      return refused
    }
  }

  const sendOne = async (w: Waiting) => {
    await send(w)
    if (w.press) await device.change(w.seq, () => true, { sentAt: Date.now(), leasedUntil: 0, failed: false })
    await on.sent(w.chat).catch(() => {})
    if (w.message) await device.remove([w.seq])
  }

  /** One pass over what is due, words and presses; false = the line or the server is not there, so the rest waits. */
  async function pass(): Promise<boolean> {
    await look(false)
    const forgotten = list.filter((w) => w.sentAt && w.sentAt < Date.now() - REMEMBER_MS)
    await device.remove(forgotten.map((w) => w.seq))
    // in the order of each chat: what another tab is sending goes before what follows it
    const held = new Set(list.filter((w) => !w.sentAt && !w.refused && !due(w) && !uploading(w)).map((w) => w.chat))
    for (const w of list.filter((w) => due(w) && !uploading(w)))
      if (!ended && !held.has(w.chat) && !(await once(w.seq, sendOne))) return false
    return true
  }

  /** Photos, one message's after another's; each that is there is noted, so that a broken line repeats only the last. */
  let carrying = false
  let carryFrom = 0
  async function carry(): Promise<void> {
    if (carrying || ended || Date.now() < carryFrom) return
    carrying = true
    try {
      for (let w = list.find(nextPhotos); w && !ended; w = list.find(nextPhotos)) {
        const there = await once(w.seq, async ({ seq, message }) => {
          for (const [i, { blob, key }] of message!.photos.entries()) {
            if (key) continue
            const { key: got } = await api.upload(blob)
            message!.photos[i]!.key = got
            await device.change(seq, () => true, { message, failed: false })
          }
          await device.change(seq, () => true, { leasedUntil: 0, failed: false })
        })
        if (!there) {
          carryFrom = Date.now() + wait
          wait = Math.min(wait * 2, RETRY_MS.most)
          break
        }
        void wake()
      }
    } finally {
      carrying = false
    }
  }
  const nextPhotos = (w: Waiting) => due(w) && uploading(w)

  async function wake(): Promise<void> {
    if (ended) return
    if (sending) {
      again = true
      return
    }
    sending = true
    clearTimeout(timer)
    let through = false
    try {
      do {
        again = false
        through = await pass().catch(() => false)
      } while (again && through)
    } finally {
      sending = false
    }
    if (through) void carry().catch(() => {})
    if (ended || !list.some((w) => !w.sentAt && !w.refused)) return
    timer = setTimeout(() => void wake(), through ? 2_000 : wait)
    if (!through) wait = Math.min(wait * 2, RETRY_MS.most)
  }
  const now = () => {
    wait = RETRY_MS.first
    carryFrom = 0
    void wake()
  }
  const shown = () => document.visibilityState === 'visible' && now()
  addEventListener('online', now)
  document.addEventListener('visibilitychange', shown)
  if (others)
    others.onmessage = () => {
      void look(false)
    }
  void wake()

  return {
    subscribe(heard: () => void) {
      listeners.add(heard)
      return () => void listeners.delete(heard)
    },
    list: () => list,
    /** Whether the device keeps it beyond this page. */
    keeps: () => keeps,
    wake: now,
    /** @returns whether it outlives this page; it is sent in any case. */
    async add(chat: string, what: Pick<Waiting, 'message' | 'press'>): Promise<boolean> {
      const kept = await device.add({ person, key: newKey(), chat, at: Date.now(), ...what })
      await look()
      now()
      return kept
    },
    /** Once more, under the same key and with the time it was written; whoever sends it again says that it is still right. */
    async retry(seq: number): Promise<void> {
      const again = { refused: undefined, failed: false, leasedUntil: 0, saidAgainAt: Date.now() }
      await device.change(seq, (w) => !w.sentAt, again)
      await look()
      now()
    },
    async drop(seq: number): Promise<void> {
      await device.remove([seq])
      await look()
    },
    /** What would be lost by signing out. */
    unsent: () => list.filter((w) => !w.sentAt).length + drafts.of(person).length,
    /** Nothing of this person stays on the device. */
    async wipe(): Promise<void> {
      ended = true
      await device.remove((await device.list(person)).map((w) => w.seq))
      drafts.wipe(person)
      known.forget()
      others?.postMessage('')
    },
    end(): void {
      ended = true
      clearTimeout(timer)
      removeEventListener('online', now)
      document.removeEventListener('visibilitychange', shown)
      others?.close()
    },
  }
}
