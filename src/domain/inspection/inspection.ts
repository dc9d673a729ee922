/**
 * A check 检查 of a unit by a list (station plan H2.3, H6.2): who checked, each item with what it came to, and the hazard that
 * each 不合格 became. It is a record of its own kind; here is what it has beside the record.
 */
import type { Rec, RecordState } from '../record/record.ts'

export const RESULTS = ['合格', '不合格', '不涉及'] as const
export type Result = (typeof RESULTS)[number]

export interface Item {
  /** Its place in the list, from 1. */
  seq: number
  item: string
  /** null = not looked at yet. */
  result: Result | null
  /** What is wrong, in the words that were said. */
  wrong: string | null
  /** What it became. */
  hazardId: string | null
  hazardNo: string | null
  /** Who said what it came to, and when; of items that are looked up. */
  answered?: { by: string; at: Date }
}

export interface Check {
  /** The record's. */
  id: string
  no: string
  state: RecordState
  drill: boolean
  restricted: boolean
  unit: string
  /** The kind of its checklist. */
  unitKind: string
  /** The roster's place that it is, where it is one. */
  placeId: string | null
  villageCode: string | null
  /** By name. */
  inspectors: readonly string[]
  /** Who began it. */
  byId: string
  channel: string
  chat: string
  begunAt: Date
  /** When something was last said of it. */
  touchedAt: Date
  /** When it was over; null while it is being done. */
  endedAt: Date | null
  items: readonly Item[]
  /** The hazard of the item that was answered last, where that was found wrong: a photo that follows is of it. */
  lately?: { hazardId: string; hazardNo: string; at: Date }
  /** The same while nobody has said yet what is wrong with it. */
  unsaid?: { seq: number; at: Date; hazard: Rec }
}

/** An item's answer, said or pressed. */
export interface Answer {
  seq: number
  /** Of what stands in no list: what was said of it. */
  item?: string
  result: Result
  wrong?: string
}

export const leftOf = (check: Check): readonly Item[] => check.items.filter((i) => !i.result)
export const nextOf = (check: Check): Item | undefined => check.items.find((i) => !i.result)
export const failedOf = (check: Check): readonly Item[] => check.items.filter((i) => i.result === '不合格')
export const doneOf = (check: Check): number => check.items.length - leftOf(check).length

/** Of all that was looked at. */
export const resultOf = (check: Check): '合格' | '不合格' => (failedOf(check).length ? '不合格' : '合格')

/** A unit of the check plan, with when it was last checked to the end. */
export interface Planned {
  placeId: string
  /** From when on the plan counts where it was never checked. */
  since: Date
  checkedAt: Date | null
  /** The due day for which somebody was reminded last. */
  remindedFor: string | null
}

/** What is said of checks for a day. */
export interface InspectionsDay {
  /** Checks that were begun or told of on the day. */
  checked: number
  /** Items found wrong. */
  failed: number
  /** Units that should have been checked by now. */
  late: string[]
}
