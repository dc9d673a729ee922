/** What has happened to records 灾情、隐患、巡查、签到…, their photos and files. */
import type { FactOf } from '../kernel/fact.ts'
import type { LedgerTable, Subject } from '../kernel/ledgered.ts'
import type { Attachment, Location } from '../kernel/message.ts'
import type { Change as Below } from '../roster/fact.ts'
import type { Rec, RecordState } from './record.ts'
import type { WaitFact } from './wait.ts'

export type RecordFact =
  | { type: 'record.filed'; record: Rec }
  | {
      type: 'record.amended'
      id: string
      fields: Record<string, unknown>
      was: Record<string, unknown>
      text: string
      messageId: string
      /** The village, where the change names one. */
      villageCode?: string | null
      /** The version that it was decided on, where it holds of that alone: somebody else who was first is not overridden. */
      seen?: number
    }
  | {
      type: 'record.joined'
      id: string
      messageId: string
      text?: string
      location?: Location
      attachmentIds?: string[]
    }
  /** Words that had joined it are of another event: they leave it, with the figures that they brought and with what came with them. */
  | {
      type: 'record.parted'
      id: string
      /** The message, its words as they stand in the record, and its fields as they were before them; null = there was none. */
      messageId: string
      text: string
      fields: Record<string, unknown>
      /** The record that they are of. */
      into: string
    }
  | { type: 'record.moved'; id: string; from: RecordState; to: RecordState; note?: string }
  | {
      type: 'record.assigned'
      id: string
      ownerId: string | null
      dueOn: string | null
      was: { ownerId: string | null; dueOn: string | null }
    }
  /** The same of a record that waited for it, which moves to its first state. */
  | { type: 'record.judged'; id: string; drill: boolean; no: string; was: string; to: RecordState }
  /** It was said what a message means: its words are read anew as that. */
  | {
      type: 'message.meant'
      id: string
      inboxId: string
      drill: boolean
      as: string
      channel: string
      chat: string
      /** The messages that its words came in, the first first. */
      messages: readonly string[]
      text: string
    }
  /** It is the same as another: its photos go there, its words are said there too. */
  | { type: 'record.merged'; id: string; into: string }
  | { type: 'record.noted'; id: string; note: string; data?: Record<string, unknown> }
  // photos and files
  | {
      type: 'attachment.received'
      id: string
      recordId: string | null
      channel: string
      messageId: string
      attachment: Attachment
    }
  /** Its bytes are here, under their SHA-256. */
  | { type: 'attachment.kept'; id: string; recordId: string | null; hash: string; media: string; bytes: number }
  /** It will not come: too large, of no kind that is kept, or given up after the last try. */
  | { type: 'attachment.lost'; id: string; recordId: string | null; why: string; bytes?: number }

export type Change = Below | RecordFact | WaitFact
export type ChangeOf<T extends Change['type']> = FactOf<Change, T>

const record = (c: { id: string }): Subject => ({ id: c.id, of: 'records' })
const ofRecord = (c: { recordId: string | null }): Subject => ({ id: c.recordId, of: 'records' })

export const RECORD_LEDGER: LedgerTable<RecordFact> = {
  'record.filed': (c) => ({ ...record(c.record), drill: c.record.drill }),
  'record.amended': record,
  'record.joined': record,
  'record.parted': record,
  'record.moved': record,
  'record.assigned': record,
  'record.judged': (c) => ({ ...record(c), drill: c.drill }),
  'record.merged': record,
  'record.noted': record,
  'message.meant': (c) => ({ ...record(c), drill: c.drill, kept: { type: c.type, id: c.id, as: c.as } }),
  'attachment.received': ofRecord,
  'attachment.kept': ofRecord,
  'attachment.lost': ofRecord,
}
