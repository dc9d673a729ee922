/** Sends what waits on this device: by itself, in the order of each chat, under the key it was written with. */
import { ApiError, api, newKey } from './api.ts'
import { device, drafts, type Waiting } from './device.ts'
import { words } from './words.ts'

/** One tab sends one thing at a time and says so again while it does; a tab that died gives it up after this. */
const LEASE_MS = 8_000
const RETRY_MS = { first: 4_000, most: 30_000 }
/** What is older says nothing true about now by itself: its writer decides. */
const OLD_MS = 24 * 3600_000
/** A press the server has is remembered this long. */
const REMEMBER_MS = 30 * 24 * 3600_000

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
      return void (await api.press(w.chat, { ...press, key: w.key }))
    }
    const { text, photos, location, replyTo } = w.message!
    const attachments = []
    for (const photo of photos) {
      photo.key ??= (await api.upload(photo.blob)).key
      attachments.push({ kind: 'image' as const, key: photo.key, name: photo.name.slice(0, 200) })
    }
    await api.write(w.chat, { key: w.key, text, attachments, location, replyTo })
  }

  /** One pass over what is due; false = the line or the server is not there, so the rest waits. */
  async function pass(): Promise<boolean> {
    await look(false)
    const forgotten = list.filter((w) => w.sentAt && w.sentAt < Date.now() - REMEMBER_MS)
    await device.remove(forgotten.map((w) => w.seq))
    // in the order of each chat: what another tab is sending goes before what follows it
    const held = new Set(list.filter((w) => !w.sentAt && !w.refused && !due(w)).map((w) => w.chat))
    for (const { seq, chat } of list.filter(due)) {
      if (ended || held.has(chat)) continue
      const mine = await device.change(seq, due, { leasedUntil: Date.now() + LEASE_MS })
      if (!mine) continue
      if (mine.at < Date.now() - OLD_MS) {
        await device.change(seq, () => true, { refused: words.tooOld, leasedUntil: 0 })
        continue
      }
      await look()
      const renew = setInterval(
        () => void device.change(seq, (w) => !w.sentAt, { leasedUntil: Date.now() + LEASE_MS }).catch(() => {}),
        LEASE_MS / 3,
      )
      try {
        await send(mine).finally(() => clearInterval(renew))
        wait = RETRY_MS.first
        if (mine.press) await device.change(seq, () => true, { sentAt: Date.now(), leasedUntil: 0, failed: false })
        await on.sent(chat).catch(() => {})
        if (mine.message) await device.remove([seq])
        await look()
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
        if (!refused) return false
      }
    }
    return true
  }

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
    if (ended || !list.some((w) => !w.sentAt && !w.refused)) return
    timer = setTimeout(() => void wake(), through ? 2_000 : wait)
    if (!through) wait = Math.min(wait * 2, RETRY_MS.most)
  }
  const now = () => {
    wait = RETRY_MS.first
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
    /** @throws where the device has no room for it. */
    async add(chat: string, what: Pick<Waiting, 'message' | 'press'>): Promise<void> {
      await device.add({ person, key: newKey(), chat, at: Date.now(), ...what })
      await look()
      now()
    },
    /** Once more, under the same key; what was too old is as of now. */
    async retry(seq: number): Promise<void> {
      await device.change(seq, (w) => !w.sentAt, { refused: undefined, failed: false, leasedUntil: 0, at: Date.now() })
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
