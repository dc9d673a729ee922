/**
 * Command and communication gear 设备 (station plan H3.1–H3.3): tested by plan, every test kept, a fault standing until it is
 * mended. A record of a test never tests anything: nothing is aired or called by it.
 */

import type { DecisionContext } from '../kernel/situation.ts'
import { addDays, at, dayOf, dueSince, within } from '../kernel/time.ts'
import { DEVICES, type Device, isDevice, type Kind, OTHER } from './devices.ts'

/**
 * asked: tried, and how it went has not been said; counts as no test before it is.
 * mended: a fault that is over. withdrawn: taken back by whoever said it, kept in the ledger.
 */
export const TEST_STATES = {
  asked: '结果待补',
  passed: '正常',
  faulty: '故障',
  mended: '已修复',
  withdrawn: '已撤回',
} as const
export type TestState = keyof typeof TEST_STATES

/** One test, or one fault found without one. */
export interface Test {
  id: string
  /** SB-20261124-001; a drill's are numbered apart. */
  no: string
  device: Kind
  /** What it is called, where it is of no kind under the plan: 对讲机. */
  name: string | null
  /** Which of several, as it was called: 第二部, A机. */
  unit: string | null
  /** Whose, where it is one village's own. */
  villageCode: string | null
  state: TestState
  /** What is wrong, in the words that were said. */
  fault: string | null
  drill: boolean
  personId: string
  channel: string
  chat: string
  messageId: string
  text: string
  testedAt: Date
  receivedAt: Date
  mendedAt: Date | null
  /** Who said that it is mended. */
  mendedBy: string | null
}

/** A kind of gear under the plan. */
export interface Planned {
  id: string
  device: Device
  /** Who looks after it and is reminded; nobody = the officers. */
  keeperId: string | null
  /** From when on the plan counts where nothing was ever tested. */
  since: Date
  /** The due date for which somebody was reminded last. */
  remindedFor: string | null
}

/** A kind of gear, with when it was last tested as a whole; `fresh` = it stands under no plan yet. */
export interface Kept extends Planned {
  testedAt: Date | null
  fresh?: true
}

/** Gear under no plan, by the name it goes by. */
export interface Named {
  name: string
  testedAt: Date
}

/** How the gear stands by the rows. */
export interface Standing {
  planned: readonly Planned[]
  /** The last test of each kind as a whole. */
  tested: ReadonlyMap<Kind, Date>
  /** The last test of other gear, the latest first. */
  others: readonly Named[]
  /** Faults that stand, drills' too. */
  faults: readonly Test[]
}

/** What is said of the gear for a day. */
export interface EquipmentDay {
  /** Tests and faults told of on the day. */
  tests: number
  /** What has a fault, as it is called. */
  faulty: string[]
  /** What should have been tested by now. */
  late: string[]
}

/** Every kind there is. */
export const keptIn = (g: Pick<DecisionContext, 'now' | 'newId'>, { planned, tested }: Standing): Kept[] =>
  (Object.keys(DEVICES) as Device[]).map((device) => {
    const known = planned.find((k) => k.device === device)
    const testedAt = tested.get(device) ?? null
    return known
      ? { ...known, testedAt }
      : { id: g.newId(), device, keeperId: null, since: g.now, remindedFor: null, testedAt, fresh: true }
  })

/** The kind that it is of, where that stands under the plan. */
export const keptAs = (
  g: Pick<DecisionContext, 'now' | 'newId'>,
  standing: Standing,
  { device }: { device: Kind },
): Kept | undefined => keptIn(g, standing).find((k) => k.device === device)

/** The days on which a test is due by the plan, the first after the last test, then one an interval. */
export function dueDays(kept: Kept, g: DecisionContext): { last?: string; next?: string } {
  const every = planOf(g, kept.device)
  if (every === null) return {}
  return dueSince(dayOf(kept.testedAt ?? kept.since, g.tz), every, dayOf(g.now, g.tz))
}

/** Days between tests; null = not tested by plan. */
export const planOf = (g: DecisionContext, device: Device): number | null => g.settings.equipment.every_days[device]

/** The moment on a day at which somebody may be reminded: at the station's hour, never within its quiet hours. */
export function remindAt(g: DecisionContext, day: string): Date {
  const { from, to } = g.settings.quiet_hours
  const due = at(day, g.settings.equipment.at, g.tz)
  if (!within(due, from, to, g.tz)) return due
  const end = at(day, to, g.tz)
  return end >= due ? end : at(addDays(day, 1), to, g.tz)
}

/** What kind it is called. */
export const nounOf = ({ device, name }: Pick<Test, 'device' | 'name'>): string =>
  name ?? (isDevice(device) ? DEVICES[device].noun : OTHER)

/** 卫星电话第二部, 石岭村应急广播. */
export function called(g: DecisionContext, t: Pick<Test, 'device' | 'name' | 'unit' | 'villageCode'>): string {
  const village = t.villageCode ? (g.roster.villages.find((v) => v.code === t.villageCode)?.name ?? '') : ''
  return `${village}${nounOf(t)}${t.unit ?? ''}`
}

type Gear = Pick<Test, 'device' | 'name'>
/** Whether two are the same gear: of one kind, of other gear by a name that holds the other. */
export const sameGear = (a: Gear, b: Gear): boolean =>
  a.device === b.device && (a.device !== 'other' || nounOf(a).includes(nounOf(b)) || nounOf(b).includes(nounOf(a)))
