/** What the fake platform knows: people, chats, messages and files, under a clock that tests may move. */
import { id } from './events.ts'

export interface FakeUser {
  openId: string
  name: string
  mobile?: string
}

export interface FakeChat {
  id: string
  name: string
  members: string[]
}

export interface SentMessage {
  id: string
  chat: string
  /** As addressed: a chat's id or an account. */
  to: string
  type: string
  /** The content as sent, a JSON string; the newest after edits. */
  content: string
  uuid?: string
  replyTo?: string
  at: number
  edits: { content: string; at: number }[]
  urgent: string[]
  buzzes: ('app' | 'sms' | 'phone')[]
}

const UUID_MS = 3_600_000

/** @param speed how many times faster than real time the platform's clock runs. */
export function createStore(speed = 1) {
  const started = Date.now()
  let offset = 0
  let uuids = new Map<string, { message: SentMessage; at: number }>()
  const store = {
    users: new Map<string, FakeUser>(),
    chats: new Map<string, FakeChat>(),
    /** Targets the platform refuses, with the code it gives. */
    gone: new Map<string, number>(),
    resources: new Map<string, { bytes: Buffer; type: string; name?: string }>(),
    sent: [] as SentMessage[],
    byId: new Map<string, SentMessage>(),
    /** Chats of the messages that people wrote, so that a reply to one is known to stand there. */
    written: new Map<string, string>(),
    calls: [] as { route: string; at: number; status: number; code: number }[],
    counts: {} as Record<string, number>,
    images: 0,
    nowMs: () => started + (Date.now() - started) * speed + offset,
    move: (ms: number) => {
      offset += ms
    },
    user(name: string, more: Partial<FakeUser> = {}): FakeUser {
      const user = { openId: more.openId ?? id('ou_'), name, ...(more.mobile ? { mobile: more.mobile } : {}) }
      store.users.set(user.openId, user)
      return user
    },
    chat(name: string, members: string[] = [], chatId = id('oc_')): FakeChat {
      const chat = { id: chatId, name, members }
      store.chats.set(chat.id, chat)
      return chat
    },
    resource(
      messageId: string,
      key: string,
      bytes: Uint8Array,
      type = 'application/octet-stream',
      name?: string,
    ): void {
      store.resources.set(`${messageId}/${key}`, { bytes: Buffer.from(bytes), type, ...(name ? { name } : {}) })
    },
    /** The message this uuid already made within the hour. */
    already(uuid: string | undefined): SentMessage | undefined {
      const hit = uuid ? uuids.get(uuid) : undefined
      return hit && store.nowMs() - hit.at < UUID_MS ? hit.message : undefined
    },
    take(message: Omit<SentMessage, 'id' | 'at' | 'edits' | 'urgent' | 'buzzes'>): SentMessage {
      const taken = { ...message, id: id('om_'), at: store.nowMs(), edits: [], urgent: [], buzzes: [] }
      store.sent.push(taken)
      store.byId.set(taken.id, taken)
      if (taken.uuid) uuids.set(taken.uuid, { message: taken, at: taken.at })
      return taken
    },
    forget(): void {
      store.sent.length = 0
      store.calls.length = 0
      store.counts = {}
      store.byId.clear()
      uuids = new Map()
    },
  }
  return store
}
export type Store = ReturnType<typeof createStore>

/** Every word a reader of a message sees, in order: for finding out whether something was said. */
export function wordsOf(message: Pick<SentMessage, 'content'>): string {
  const words: string[] = []
  const walk = (v: unknown): void => {
    if (Array.isArray(v)) for (const x of v) walk(x)
    else if (typeof v === 'object' && v !== null) {
      for (const [k, x] of Object.entries(v)) {
        if ((k === 'text' || k === 'content') && typeof x === 'string') words.push(x)
        else if (k !== 'summary') walk(x)
      }
    }
  }
  walk(JSON.parse(message.content))
  return words.join('\n')
}

/** The buttons of a card with what each sends back, in order. */
export function buttonsOf(
  message: Pick<SentMessage, 'content'>,
): { label: string; value: Record<string, string>; name?: string }[] {
  const found: { label: string; value: Record<string, string>; name?: string }[] = []
  const walk = (v: unknown): void => {
    if (Array.isArray(v)) for (const x of v) walk(x)
    else if (typeof v === 'object' && v !== null) {
      // biome-ignore lint/suspicious/noExplicitAny: a card is any JSON
      const e = v as Record<string, any>
      if (e.tag === 'button')
        found.push({
          label: e.text?.content,
          value: e.behaviors?.[0]?.value ?? e.value,
          ...(e.name ? { name: e.name } : {}),
        })
      for (const x of Object.values(v)) walk(x)
    }
  }
  walk(JSON.parse(message.content))
  return found
}
