/** What a text may mean, and what was read from it. */

export const INTENTS = [
  'check_in',
  'check_out',
  'handover',
  'disaster_report',
  'hazard_report',
  'patrol',
  'rectification',
  'extension_request',
  'ack',
  'evacuation',
  'callout',
  'supplies',
  'shelter',
  'inspection',
  'activity',
  'duty_change',
  'instruction',
  'query',
  'none',
] as const
export type Intent = (typeof INTENTS)[number]
/** What leaves no record. */
export const SILENT: ReadonlySet<AnyIntent> = new Set<AnyIntent>(['none', 'query', 'ack'])
/** What people may be in danger by. */
export const EMERGENCY: ReadonlySet<AnyIntent> = new Set<AnyIntent>(['disaster_report', 'evacuation', 'callout'])
/** An intent that a room has words of its own for, by the name that it hands in. */
export type RoomIntent = string & { readonly ofRoom: true }
export type AnyIntent = Intent | RoomIntent
export type Fields = Record<string, unknown>

export interface ReadingInput {
  text: string
  channel?: string
  chat?: 'group' | 'p2p'
  senderRole?: string
  /** ISO 8601 with offset; relative times are resolved against it. */
  sentAt: string
  /** What somebody said that it is: then it is read as that. */
  meant?: AnyIntent
  earlier?: { text: string; sentAt: string; intent: AnyIntent }[]
}

/** The rule of what names something that could not be read: the words are kept, no value. */
export const NOT_UNDERSTOOD = 'not understood'

export interface Reading {
  intent: AnyIntent
  /** How likely that intent is, 0 to 1. */
  sure: number
  /** What the sender is asked to choose from where that is not sure enough: the likeliest first, at most three. */
  ask: readonly AnyIntent[]
  likely: Readonly<Record<string, number>>
  /** What is in doubt counts as a drill until somebody says: `doubt` tells it apart. */
  drill: boolean
  doubt: boolean
  /** It tells of no harm: where it goes on with nothing that is told of, it is this instead. */
  calm?: Intent
  fields: Fields
  /** Fields that the text speaks of without a value that can be taken from it, the most urgent first. */
  questions: readonly string[]
  why: { what: string; from: string; rule: string }[]
}
