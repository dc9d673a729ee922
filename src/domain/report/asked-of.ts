/** Which reports a question is of: the one quoted or named, else those of the village named, else all that are of now. */

import type { MessageEvent } from '../kernel/message.ts'
import type { Situation } from '../kernel/situation.ts'
import { saidTime } from '../kernel/time.ts'
import { reporterWords } from '../record/filing.ts'
import { SUBJECT } from '../record/needs.ts'
import { calledBy, callsIn } from '../record/numbers.ts'
import type { Rec } from '../record/record.ts'
import { ofNow, toldTo, villageIn } from '../record/sight.ts'
import { ALL_REPORTS } from './needs.ts'

/** What `reportsAsked` looks at. */
export const ASKED_OF = [SUBJECT, ALL_REPORTS] as const

/** Open or of today, ended ones too, that the asker may be told of; the latest first. */
export function reportsAsked(s: Situation): { village?: string; reports: Rec[] } {
  const { text } = s.event as MessageEvent
  const subject = s.need(SUBJECT)
  const seen = toldTo(s)
  if (subject?.kind === 'disaster_report' && seen(subject)) return { reports: [subject] }
  const all = s.need(ALL_REPORTS).filter(seen).filter(ofNow(s))
  const [call] = callsIn(text)
  const called = call && calledBy(all, call)
  if (called) return { reports: [called] }
  const village = villageIn(s, text)
  const there = all.filter((r) => !village || r.villageCode === village.code)
  return {
    village: village?.name,
    reports: there.toSorted((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime()),
  }
}

export const placeOf = ({ fields: { place, village } }: Rec): string => String(place ?? village ?? '地点不明')
/** 石刚 11月24日 08:40报. */
export const toldBy = (s: Situation, r: Rec): string => `${reporterWords(s, r)} ${saidTime(r.receivedAt, s.tz)}`
