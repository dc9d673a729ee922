/**
 * Who is out of danger and who has gone home, village by village: moves are told in pieces (又转了5户16人) and as totals
 * (累计17户51人). A total takes the place of all that was told before it, a piece is added, a return is counted on its own.
 */
import { aboutOf } from '../reading/about.ts'
import { eventsOf } from '../record/record.ts'

/** What is looked at of a record: of disaster reports only whom they say were moved. */
export interface MoveTold {
  kind: string
  fields: Record<string, unknown>
  villageCode: string | null
}

interface Count {
  people: number
  households: number
}
export interface Out {
  /** By code; null = no village was said. */
  villageCode: string | null
  moved: Count
  back: Count
  /** Who still has to leave, where that was said. */
  left: Partial<Count>
  /** Moved or back besides, as it was said where nobody counted: 十几人. */
  about: { moved: string[]; back: string[] }
  /** More were said to be back than were said to be moved: no more than those are counted. */
  over?: true
}

const UNITS = ['people', 'households'] as const
type Unit = (typeof UNITS)[number]

const numberIn = (fields: Record<string, unknown>, key: string): number | undefined =>
  typeof fields[key] === 'number' ? fields[key] : undefined
/** What is said for all of several is said of each. */
const toldOf = ({ fields }: MoveTold) => eventsOf({ fields }).map((event) => ({ ...fields, ...event }))

/** @param told the oldest first. @param codeOf the village's code by its name, of messages that tell of several. */
export function outOfDanger(told: readonly MoveTold[], codeOf: (village: unknown) => string | undefined): Out[] {
  const villages = new Map<string | null, Out>()
  const seen = new Set<string>()
  for (const record of told)
    for (const event of toldOf(record)) {
      const code = (record.fields.events ? codeOf(event.village) : undefined) ?? record.villageCode
      const out = villages.get(code) ?? {
        villageCode: code,
        moved: none(),
        back: none(),
        left: {},
        about: { moved: [], back: [] },
      }
      if (tell(out, record, event, seen)) villages.set(code, out)
    }
  return [...villages.values()].map(notMoreThanLeft)
}

/** Nobody comes home who never left; where nobody was told to have left, whoever is back is told as such. */
function notMoreThanLeft(out: Out): Out {
  const most = (unit: Unit) => (out.moved[unit] ? Math.min(out.back[unit], out.moved[unit]) : out.back[unit])
  const back = { people: most('people'), households: most('households') }
  return UNITS.some((unit) => back[unit] < out.back[unit]) ? { ...out, back, over: true } : out
}

const none = (): Count => ({ people: 0, households: 0 })

/** Takes in what one event says; false where it says nothing of anybody. */
function tell(out: Out, { kind }: MoveTold, event: Record<string, unknown>, seen: Set<string>): boolean {
  const said = (what: string, unit: Unit) => numberIn(event, `${what}_${unit}`)
  const [people, households] = UNITS.map((unit) => said('evacuated', unit))
  const back = event.direction === '返回'
  const any = UNITS.some((unit) => said('evacuated', unit) !== undefined || said('remaining', unit) !== undefined)
  const about = UNITS.map((unit) => event[aboutOf(`evacuated_${unit}`)]).filter((w) => typeof w === 'string')
  if (about.length) out.about[back ? 'back' : 'moved'].push(about.reverse().join(''))
  if (back && event.all_back === true) out.back = { ...out.moved }
  if (!any) return about.length > 0 || event.all_back === true
  // whoever slipped back and was called away again is moved already, and is back no more
  if (event.persuaded === true) {
    if (back) return false
    const again = { people: people ?? 0, households: households ?? 0 }
    for (const unit of UNITS) out.back[unit] = Math.max(0, out.back[unit] - again[unit])
    return out.moved.people > 0 || out.moved.households > 0
  }
  // a report of the harm tells of the same people as a report of the move; so do two that agree in both figures
  const same = `${out.villageCode} ${back} ${people} ${households}`
  const twice = people !== undefined && (kind === 'disaster_report' || households !== undefined) && seen.has(same)
  seen.add(same)
  if (twice && event.total !== true) return true
  for (const unit of UNITS) {
    const n = said('evacuated', unit)
    const count = back ? out.back : out.moved
    if (n !== undefined) count[unit] = event.total === true ? n : count[unit] + n
    if (!back) out.left[unit] = leftAfter(out.left[unit], said('remaining', unit), n, event.total === true)
  }
  return true
}

/** Who was said to be left; where nobody says it anew, those who moved since are no longer. */
function leftAfter(was: number | undefined, said: number | undefined, moved = 0, total: boolean): number | undefined {
  if (said !== undefined) return said || undefined
  return total || was === undefined ? undefined : Math.max(0, was - moved) || undefined
}

/** Moved and not yet back. */
export const stillOut = ({ moved, back }: Out): Count => ({
  people: Math.max(0, moved.people - back.people),
  households: Math.max(0, moved.households - back.households),
})

/** Of several villages together. */
export function together(all: readonly Out[]): Omit<Out, 'villageCode' | 'over'> {
  const sum = (of: (out: Out) => Partial<Count>): Count => ({
    people: all.reduce((n, out) => n + (of(out).people ?? 0), 0),
    households: all.reduce((n, out) => n + (of(out).households ?? 0), 0),
  })
  const about = (of: 'moved' | 'back') => all.flatMap((o) => o.about[of])
  return {
    moved: sum((o) => o.moved),
    back: sum((o) => o.back),
    left: sum((o) => o.left),
    about: { moved: about('moved'), back: about('back') },
  }
}
