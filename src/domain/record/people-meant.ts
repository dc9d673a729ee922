/**
 * The report whose people a few words are about: 都出来了, 那个老人找到了, 讲毋对，5个, 没有人伤亡. They mean nothing but by the
 * figures that stand, so they are of a report that has such.
 */

import type { MessageEvent } from '../kernel/message.ts'
import type { Situation } from '../kernel/situation.ts'
import { aboutOf } from '../reading/about.ts'
import { type Fate, fatesIn, tellsAbout } from '../reading/fates.ts'
import { mayChange } from './may.ts'
import { IN_CHAT, RECENT, STORIES, saysNobodyHurt } from './needs.ts'
import { isOpen, type Rec } from './record.ts'
import type { Of } from './toll.ts'

/** The sender's own, or one they answer for; another's, which their words only add to; or those among which nobody can tell. */
export type PeopleMeant = { one: Rec } | { others: Rec } | { which: Rec[] }

export function peopleMeant(s: Situation): PeopleMeant | undefined {
  const { text } = s.event as MessageEvent
  const { fields, drill } = s.reading!
  const fates = fatesIn(text)
  const nobody = saysNobodyHurt(text)
  const loose = tellsAbout(text)
  if (!fates.length && !nobody && !loose) return undefined
  // words that say of themselves where it was are of what is there
  const living = fates.some((f) => f.does === 'counted')
  if (!living && (fields.village || fields.place || fields.stake || Array.isArray(fields.events))) return undefined
  const concerned = (r: Rec) =>
    r.kind === 'disaster_report' &&
    isOpen(r.state) &&
    r.drill === drill &&
    (fates.some((f) => CONCERNS[f.does](r, f)) || (nobody && tells(r, HARMED)) || (loose && uncounted(r)))
  const own = s.need(RECENT).filter(concerned)
  const mine = own.length ? own : s.need(STORIES).filter(concerned)
  if (mine.length) return mine.length > 1 ? { which: mine } : { one: mine[0]! }
  const theirs = s.need(IN_CHAT).findLast(concerned)
  return theirs && (mayChange(s.person, theirs) ? { one: theirs } : { others: theirs })
}

const HARMED: readonly Of[] = ['deaths', 'missing', 'injured', 'trapped']
const tells = ({ fields }: Rec, some: readonly Of[]): boolean =>
  some.some((of) => Number(fields[of] ?? 0) > 0 || fields[aboutOf(of)] !== undefined)
const uncounted = ({ fields }: Rec): boolean =>
  fields.trapped_unknown === true || fields.trapped_suspected === true || HARMED.some((of) => fields[aboutOf(of)])
/** Also where nobody has counted them. */
const caught = (r: Rec): boolean =>
  tells(r, ['trapped']) || uncounted(r) || (r.fields.trapped === undefined && /困|埋|压|没出来/.test(r.text))

/** Whether a report has people of whom such a thing can be said. */
const CONCERNS: { readonly [D in Fate['does']]: (r: Rec, fate: Fate) => boolean } = {
  out: (r) => caught(r) || tells(r, ['rescued']),
  found: (r) => tells(r, ['missing']) || caught(r),
  died: (r) => tells(r, ['injured', 'missing', 'trapped', 'rescued']) || uncounted(r),
  counted: (r) => caught(r) && r.fields.trapped === undefined,
  alive: (r) => tells(r, ['deaths']),
  left: (r) => tells(r, ['missing', 'rescued']) || caught(r),
  misnumbered: (r) => tells(r, [...HARMED, 'rescued']),
  well: (r) => tells(r, [...HARMED, 'rescued']) || uncounted(r),
  treated: (r) => tells(r, ['injured']),
}
