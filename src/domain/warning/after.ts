/**
 * What still stands when a warning ends: people recorded as trapped, missing or moved. The end of a warning is not the end of
 * the danger; on returning the leader in charge decides, and nobody goes back by themselves.
 */

import { movedOut, nameOf } from '../evacuation/ask.ts'
import { stillOut } from '../evacuation/out.ts'
import { type DecisionContext, leaders } from '../kernel/situation.ts'
import { eventsOf } from '../record/record.ts'
import { villagesOf } from './audience.ts'
import type { Standing, Warning } from './warning.ts'
import { warningWords } from './words.ts'

/** The lines that the notice of a warning's end begins with. */
export function afterLines(
  g: DecisionContext,
  w: Pick<Warning, 'villages' | 'area' | 'drill'>,
  standing: readonly Standing[],
): string[] {
  const touched = villagesOf(g, w)
  const here = standing.filter(
    (r) => r.drill === w.drill && (touched === 'all' || !r.villageCode || touched.includes(r.villageCode)),
  )
  const reports = here.filter((r) => r.kind === 'disaster_report' && inDanger(r))
  const still = [
    ...(['trapped', 'missing'] as const).flatMap((what) => {
      const all = reports.filter((r) => !r.fields.restricted && sumOf(r, what) > 0)
      return all.length
        ? [`${PEOPLE[what]}：${all.map((r) => `${villageOf(g, r)}${sumOf(r, what)}人（${r.no}）`).join('、')}`]
        : []
    }),
    ...(reports.some((r) => r.fields.restricted) ? ['还有险情在处置'] : []),
    ...movedWords(g, here),
  ]
  const [leader] = leaders(g)
  const inCharge = leader?.name ?? ''
  return still.length
    ? [warningWords.notOverYet, ...still, warningWords.doNotReturn(inCharge)]
    : [warningWords.allOver(inCharge)]
}

const PEOPLE = { trapped: '被困', missing: '失联' } as const

const inDanger = (r: Standing) => sumOf(r, 'trapped') + sumOf(r, 'missing') > 0

/** A figure of a record, of all its events where it tells of several. */
function sumOf({ fields }: Standing, what: string): number {
  const events = eventsOf({ fields })
  return events.reduce((sum, e) => sum + (typeof e[what] === 'number' ? e[what] : 0), 0)
}

const villageOf = (g: DecisionContext, r: Standing) =>
  g.roster.villages.find((v) => v.code === r.villageCode)?.name ?? ''

/** 石岭村31人: moved out and not yet back, village by village; households where nobody counted people. */
export function movedWords(g: DecisionContext, here: readonly Standing[]): string[] {
  const left = movedOut(
    g,
    here.filter((r) => r.kind === 'evacuation'),
  ).flatMap((out) => {
    const { people, households } = stillOut(out)
    const village = nameOf(g, out.villageCode, '')
    return people ? [`${village}${people}人`] : households ? [`${village}${households}户`] : []
  })
  return left.length ? [warningWords.notBack(left)] : []
}
