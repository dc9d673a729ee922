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
  const named = nameIn(text)
  // 李福根找到了 is of the report that names him, whoever told it
  const byName = named
    ? [...s.need(RECENT), ...s.need(STORIES), ...s.need(IN_CHAT)].find((r) => concerned(r) && r.text.includes(named))
    : undefined
  if (byName) return mayChange(s.person, byName) ? { one: byName } : { others: byName }
  const own = s.need(RECENT).filter(concerned)
  const mine = own.length ? own : s.need(STORIES).filter(concerned)
  if (mine.length) return mine.length > 1 ? { which: mine } : { one: mine[0]! }
  const theirs = s.need(IN_CHAT).findLast(concerned)
  return theirs && (mayChange(s.person, theirs) ? { one: theirs } : { others: theirs })
}

/** Who turned up or was got out, where the words begin with a name. */
const NAMED =
  /^(?:那个|我们?村的?|[一二三四五六七八九十\d]{1,2}组的?)?(?<name>[\u4e00-\u9fa5]{2,4}?)(?:老人家?|大爷|大娘|婆婆|奶奶|爷爷|叔|婶)?(?:已经?|刚刚?|都)?(?:找到|寻到|找着|回来|到家|救出来|醒了|没抢救|没救)/
/** 老人找到了, 一个找到了: anybody. */
const NOBODYS_NAME =
  /^(?:老人|老人家|孩子|小孩|大人|那个人?|这个人?|一个人?|两个人?|三个人?|他们?|她们?|我们?|都|全部|最后|人|还有|剩下)/
const nameIn = (text: string): string | undefined => {
  const name = NAMED.exec(text.trim())?.groups?.name
  return name && !NOBODYS_NAME.test(name) ? name : undefined
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
