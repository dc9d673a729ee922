/** The duty of somebody else: signed, handed over or swapped by themselves, whoever is on duty, an officer or a leader. */

import { isOfficer } from '../kernel/access.ts'
import type { MessageEvent } from '../kernel/message.ts'
import { onDuty } from '../kernel/roster.ts'
import type { Situation } from '../kernel/situation.ts'
import { setAside } from '../record/aside.ts'
import type { Change } from '../record/fact.ts'
import { dutyWords } from './words.ts'

/** 替林晓明签到: whom the words stand in for. */
const INSTEAD_OF = /(?:替|代替?|顶替?|帮)([\u4e00-\u9fa5]{2,4})/g

/** Whom the words sign in or out for, besides whoever the reading names. */
export const signedFor = (s: Situation): string[] => {
  const { persons } = s.reading!.fields
  const known = [...s.roster.people.values()].map((p) => p.name)
  const instead = [...(s.event as MessageEvent).text.matchAll(INSTEAD_OF)].flatMap(([, run]) =>
    known.filter((name) => run!.startsWith(name)),
  )
  return [...(Array.isArray(persons) ? persons.map(String) : []), ...instead]
}

/** Whether the sender may say how others' duty stands. */
export const mayForOthers = ({ person, roster, now }: Situation): boolean =>
  isOfficer(person) || onDuty(roster, now).some((d) => d.person.id === person?.id)

/** @param whose names of those whose duty it is about. Undefined = the sender may say it; else it is kept as said, for whoever is on duty. */
export function onBehalf(s: Situation, whose: readonly string[]): Change[] | undefined {
  if (!s.person || mayForOthers(s)) return undefined
  const people = new Set([...s.roster.people.values()].filter((p) => p.active).map((p) => p.name))
  const others = whose.filter((name) => name !== s.person!.name && people.has(name))
  return others.length ? setAside(s, 'for_other', dutyWords.forOther) : undefined
}
