/**
 * The registry of the rooms' tables: what writes the facts of each, a loader for each need, what is looked at when something
 * falls due. What is missing of a room named here does not compile; a room's first need is held by `test/flows/needs.test.ts`.
 */

import type * as broadcast from '#domain/broadcast/needs.ts'
import type * as duty from '#domain/duty/needs.ts'
import type * as hazard from '#domain/hazard/needs.ts'
import type { AnyFact } from '#domain/kernel/fact.ts'
import type { Need } from '#domain/kernel/need.ts'
import type { Ground } from '#domain/kernel/situation.ts'
import type { DEADLINES, DeadlineKind, UPKEPT } from '#domain/nouns.ts'
import type * as record from '#domain/record/needs.ts'
import type * as report from '#domain/report/needs.ts'
import type * as roster from '#domain/roster/needs.ts'
import type * as warning from '#domain/warning/needs.ts'
import { writeBroadcasts } from './broadcast/facts.ts'
import { BROADCAST_LOADERS, loadBroadcast } from './broadcast/load.ts'
import { BROADCAST_TIMES } from './broadcast/times.ts'
import { DUTY_LOADERS } from './duty/load.ts'
import type { Tx } from './engine/tx.ts'
import { writeFeeds } from './feed/facts.ts'
import { FEED_TIMES } from './feed/times.ts'
import { FLOW_TIMES } from './flow/clock.ts'
import type { DeadlineRow } from './flow/deadlines.ts'
import { writeKernel } from './flow/facts.ts'
import { HAZARD_LOADERS } from './hazard/load.ts'
import type { Loader } from './need.ts'
import { followed } from './record/due.ts'
import { writeRecords } from './record/facts.ts'
import { RECORD_LOADERS } from './record/load.ts'
import { RECORD_TIMES } from './record/times.ts'
import { REPORT_LOADERS } from './report/load.ts'
import { writeRoster } from './roster/facts.ts'
import { ROSTER_LOADERS } from './roster/needs.ts'
import { writeSummaries } from './summary/facts.ts'
import type { Times } from './times.ts'
import { WARNING_DUE } from './warning/due.ts'
import { writeWarnings } from './warning/facts.ts'
import { WARNING_LOADERS } from './warning/load.ts'
import { WARNING_TIMES } from './warning/times.ts'

type NeedsOf<M> = Extract<M[keyof M], Need>
type AnyNeed =
  | NeedsOf<typeof roster>
  | NeedsOf<typeof record>
  | NeedsOf<typeof duty>
  | NeedsOf<typeof report>
  | NeedsOf<typeof hazard>
  | NeedsOf<typeof warning>
  | NeedsOf<typeof broadcast>

export const LOADERS = {
  ...ROSTER_LOADERS,
  ...RECORD_LOADERS,
  ...DUTY_LOADERS,
  ...REPORT_LOADERS,
  ...HAZARD_LOADERS,
  ...WARNING_LOADERS,
  ...BROADCAST_LOADERS,
} satisfies { [N in AnyNeed as N['name']]: Loader<N['none']> }

/** What writes the facts of each room, in this order on the one connection of a commit. */
export const WRITERS: readonly ((tx: Tx, facts: readonly AnyFact[], now: Date) => Promise<unknown>)[] = [
  writeRoster,
  writeRecords,
  writeWarnings,
  writeBroadcasts,
  writeKernel,
  writeSummaries,
  writeFeeds,
]

/** What of each room waits for a time, and goes along where the clock was set. */
export const TIMES: readonly Times[] = [FLOW_TIMES, RECORD_TIMES, WARNING_TIMES, FEED_TIMES, BROADCAST_TIMES]

const broadcastOf = (tx: Tx, { subjectId }: { subjectId: string }) => loadBroadcast(tx, subjectId)

/** What is looked at when a deadline falls due. */
export const DUE = {
  'report.unreceived': followed,
  'hazard.remind': followed,
  ...WARNING_DUE,
  'broadcast.follow': broadcastOf,
  'broadcast.sign': broadcastOf,
} satisfies {
  [K in DeadlineKind]: (tx: Tx, row: DeadlineRow) => Promise<Parameters<(typeof DEADLINES)[K]['due']>[1]>
}

/** What is looked at every ten minutes for what a room keeps going by itself. */
export const UPKEEP = {} satisfies {
  [R in keyof typeof UPKEPT]: (tx: Tx, g: Ground) => Promise<LoadedOf<(typeof UPKEPT)[R]>>
}
type LoadedOf<U> = U extends (g: Ground, loaded: infer L) => unknown ? L : never
