/**
 * The port every channel implements, and nothing a channel is not asked for.
 * Imports types only: a channel knows messages, never records, the database or the queue.
 */
import type { Address, Inbound, Outbound, Serial, Urgent } from '#domain/kernel/message.ts'

/**
 * What became of one attempt to send. Sending returns an outcome and never throws.
 * `sent`    the platform has it; `id` is its message id, `unbuzzed` why the buzz asked for was not given.
 * `again`   try again after `afterMs` with the same key; `pause` also holds the whole lane for that long (429).
 * `refused` the platform will never take it: `target` gone, bad `content`, or our `config`.
 * `unknown` it may or may not have arrived (time-out, lost connection): the same key makes a repeat safe.
 */
export type Outcome =
  | { kind: 'sent'; id: string; unbuzzed?: string }
  | { kind: 'again'; afterMs: number; code: string; pause?: boolean }
  | { kind: 'refused'; reason: 'target' | 'content' | 'config'; code: string }
  | { kind: 'unknown'; code: string }

/**
 * What a webhook request turned out to be.
 * `events` are genuine and become inbox rows before the 200; `reply` is answered at once and stores nothing.
 * A `reply` that is a Response is given as it stands, anything else as JSON.
 * `refused` is answered with its status; `reason` is counted and logged (`stale` apart from `signature`).
 */
export type Verdict =
  | {
      kind: 'events'
      events: Received[]
      reply?: unknown
      /** Asked once they are kept: why they are refused after all, by what was known before. */
      unless?(known: Known): Promise<{ reason: 'conflict' | 'unsent'; reply: Response } | undefined>
    }
  | { kind: 'reply'; reply: unknown }
  | {
      kind: 'refused'
      status: 200 | 400 | 401 | 403 | 413
      reason: 'malformed' | 'signature' | 'stale' | 'token' | 'plaintext' | 'oversized' | 'address'
      /** For platforms that want to be told why in their own form. */
      reply?: Response
    }

export interface Known {
  /** The body under which an event was first kept; undefined where it was not. */
  raw(channel: string, eventId: string): Promise<string | undefined>
  /** Whether any of these numbers was ever given out here. */
  ours(serials: readonly Serial[]): Promise<boolean>
}

/** One event with the platform's own body, kept word for word as proof and for replay. */
export interface Received {
  event: Inbound
  raw: string
}

export interface Limits {
  /** Messages a second for the whole app; Infinity where the platform has none. */
  perSecond: number
  perMinute: number
  perChatPerSecond: number
  /** Longest text in characters the platform takes in one message. */
  textLength: number
  /** How long the platform drops a repeated key, in ms; 0 = it has no such key. */
  idempotencyMs: number
  /** Whether a sent card can be changed in place. */
  edits: boolean
}

/** A downloaded photo or file. */
export interface Media {
  bytes: Uint8Array
  type: string
  name?: string
}

export interface Channel {
  readonly name: string
  readonly limits: Limits
  /** Pure. One `Outbound` in the platform's own form, ready for `send`; long text is cut at `limits.textLength`. */
  render(message: Outbound): unknown
  /**
   * For channels whose messages are signed: the bytes that `send` is then given, made once and kept, so that a repeat is the
   * same to the byte. An outcome where none can be made.
   */
  prepare?(wire: unknown): Promise<{ packet: Uint8Array } | Outcome>
  /** The only way out. `edit` changes that earlier message in place; `replyTo` threads under it; `urgent` asks for a buzz. */
  send(
    to: Address,
    wire: unknown,
    key: string,
    how?: { replyTo?: string; edit?: string; urgent?: Urgent; packet?: Uint8Array },
  ): Promise<Outcome>
  /** Verifies the raw bytes and parses them; stores nothing. `peer` is the address at the other end of the socket. */
  webhook?(request: Request, now: Date, peer?: string): Promise<Verdict>
  /**
   * Holds the platform's long connection until the signal aborts; one process at a time is asked to.
   * `emit` resolves when the events are safely in the inbox: acknowledge only then.
   */
  listen?(emit: (events: Received[]) => Promise<void>, signal: AbortSignal): Promise<void>
  /** What else the platform can tell. */
  look?: {
    /** The bytes of an attachment, refused above `maxBytes`. */
    media(messageId: string, key: string, kind: string, maxBytes: number): Promise<Media>
    /** Accounts by mobile number; a number the platform does not know is left out. None where they are the roster's own. */
    accounts?(mobiles: string[]): Promise<Map<string, string>>
    /** Accounts in a chat. None where its groups are the roster's own. */
    members?(chat: string): Promise<{ account: string; name: string }[]>
  }
}
