/**
 * 001定一般，胡建平负责，3天内改完; 006、007也交给黄桂芳; 裂缝那条定重大，派给施桂芳，48小时: what an officer settles of hazards that are known,
 * all of it in one go and answered in one message.
 */
import { isOfficer } from '../kernel/access.ts'
import type { Command } from '../kernel/command.ts'
import type { Heard } from '../kernel/heard.ts'
import type { MessageEvent } from '../kernel/message.ts'
import type { Person } from '../kernel/roster.ts'
import { reply, type Situation, tell } from '../kernel/situation.ts'
import { saidDay } from '../kernel/time.ts'
import { amendment } from '../record/confirm.ts'
import { amendedBy } from '../record/fields.ts'
import { assign, stateWords } from '../record/filing.ts'
import { RECENT, SUBJECT } from '../record/needs.ts'
import { calledBy } from '../record/numbers.ts'
import type { Rec } from '../record/record.ts'
import { recordWords } from '../record/words.ts'
import { type Arrangement, arrangementIn, type Knows } from './arrangement.ts'
import { assigns, isDepartment, ownerNamed } from './assign.ts'
import { transfer } from './beside.ts'
import { hazardMessage, ofRecord, shown, tellOwner } from './card.ts'
import { requested } from './extension.ts'
import type { Change } from './fact.ts'
import { MEANT, MENTIONED } from './needs.ts'
import { defaultDue } from './owner.ts'
import { maySee } from './people.ts'
import { callsAhead, hazardsMeant, pointedIn, theHazardNamed } from './pointing.ts'
import { askWhich } from './which.ts'
import { hazardWords } from './words.ts'

const MOST_LETTERS = 120
const MOST_LEAD = 16
const OPEN: ReadonlySet<Rec['state']> = new Set<Rec['state']>([
  'suspected',
  'registered',
  'rectifying',
  'recheck',
  'transferred',
])
/** One of the words that every such sentence has. */
const MAY_BE = /交|派|给|由|让|负责|责任|移|转|定|一般|重大|期限|天|日|号|前|内|小时|周|星期|问题|描述|归|是/
const HEAD = /^(?:@?安安[，,\s]{0,3})?(?:请|麻烦|把|将|那|另外|还有){0,2}/

/** What is said of which: by number, by 那条, by place and thing, or of nothing in particular. */
interface Section {
  calls: string[]
  rest: string
}

/** A clause that begins with numbers is of those from there on. */
function sectionsIn(text: string): Section[] {
  const all: Section[] = []
  for (const clause of text.split(/[，,。；;！!\n]+/)) {
    const bare = clause.trim().replace(HEAD, '')
    if (!bare) continue
    const { calls, rest } = callsAhead(bare)
    const last = all.at(-1)
    if (calls.length && last?.calls.length && !last.rest) {
      last.calls.push(...calls)
      last.rest = rest
    } else if (calls.length || !last) all.push({ calls, rest })
    else last.rest = [last.rest, bare].filter(Boolean).join('，')
  }
  return all
}

const saidBy = ({ event, person }: Heard): string | undefined =>
  event.type === 'message' &&
  isOfficer(person) &&
  event.text.length <= MOST_LETTERS &&
  MAY_BE.test(event.text) &&
  !/[?？]|[吗呢]$/.test(event.text.trim())
    ? event.text
    : undefined

const knowing = (s: Situation, named: boolean, of?: Rec): Knows => ({
  named,
  sentAt: s.event.at,
  isSomebody: (name) => !!ownerNamed(s, of, name),
})

interface Settled {
  hazards: Rec[]
  how: Arrangement
  /** Several fit alike. */
  unsure?: true
}

/** Undefined = the section says something else. No hazards = none that is known. */
function settledIn(s: Situation, { calls, rest }: Section): Settled | undefined {
  const known = s.need(MEANT).filter((h) => maySee(s.person!, h))
  if (calls.length) {
    const all = [...s.need(MENTIONED), ...known]
    const hazards = calls.flatMap((call) => calledBy(all, call) ?? [])
    const how = arrangementIn(rest, knowing(s, true, hazards[0]))
    return how && { hazards: hazards.length === calls.length ? hazards : [], how }
  }
  const quoted = theHazardNamed(s)
  if (quoted) {
    const how = arrangementIn(rest, knowing(s, true, quoted))
    return how && { hazards: [quoted], how }
  }
  if (s.need(SUBJECT) || (s.reading?.intent === 'disaster_report' && !s.reading.ask.length)) return undefined
  const pointed = pointedIn(rest)
  const said = pointed ? arrangementIn(pointed.rest, knowing(s, true)) : undefined
  if (pointed) return said && found(s, said, pointed.which, true)
  const alone = arrangementIn(rest, knowing(s, false))
  // one part alone may be of anything: 交给李四 has a way of its own
  if (alone) return Object.keys(alone).length > 1 && !aboutEvent(s) ? found(s, alone, '', true) : undefined
  for (let i = 2; i < Math.min(MOST_LEAD, rest.length - 1); i++) {
    const which = rest.slice(0, i)
    // 够不上重大 is no 重大
    if (/[，。；]|[不没非未]|疑似|怀疑/.test(which) || /^(?:一般|重大)/.test(rest.slice(i))) return undefined
    const how = arrangementIn(rest.slice(i), knowing(s, false))
    if (how) return ofNamedThing(s, how, which)
  }
  return undefined
}

const aboutEvent = (s: Situation): boolean => s.need(RECENT)[0]?.kind === 'disaster_report'

/** A place or a thing that no hazard is of leaves the words to whatever else they are. */
function ofNamedThing(s: Situation, how: Arrangement, which: string): Settled | undefined {
  const settled = found(s, how, which, false)
  return settled.hazards.length ? settled : undefined
}

function found(s: Situation, how: Arrangement, which: string, that: boolean): Settled {
  const hazards = hazardsMeant(s, { fits: ({ state }) => OPEN.has(state), which, that })
  return { hazards, how, ...(hazards.length > 1 ? { unsure: true as const } : {}) }
}

export const arrangedInWords: Command<Change> = {
  needs: (heard) => (saidBy(heard) ? [SUBJECT, RECENT, MEANT, MENTIONED] : undefined),
  run: (s) => {
    const text = saidBy(s)
    const sections = text ? sectionsIn(text) : []
    // 那条交给李四改 says one thing, and has a verb of its own
    const one = sections.length === 1 && !sections[0]!.calls.length ? pointedIn(sections[0]!.rest)?.rest : undefined
    if (one && !/[，,]/.test(one) && assigns(one) !== undefined) return undefined
    const all = sections.map((section) => settledIn(s, section))
    if (!all.length || all.some((one) => !one)) return undefined
    const settled = all as Settled[]
    const [first] = settled
    if (settled.every(({ hazards: [h], how }) => asksOfDepartment(s, h, how))) return undefined
    if (settled.some(({ hazards }) => !hazards.length))
      return reply(s, { text: hazardWords.noneSuch(isOfficer(s.person)) })
    if (first!.unsure)
      return settled.length > 1
        ? reply(s, { text: hazardWords.noneSuch(isOfficer(s.person)) })
        : askWhich(s, 'hazard.arrange', '', first!.hazards)
    return answered(
      s,
      settled.flatMap(({ hazards, how }) => hazards.map((h) => arrange(s, h, how))),
    )
  },
}

/** 改由水利站负责: a department that has nobody here is asked about by its own verb. */
const asksOfDepartment = (s: Situation, h: Rec | undefined, { owner, over, ...more }: Arrangement): boolean =>
  !!h && !!owner && !over && !Object.keys(more).length && !ownerNamed(s, h, owner)

/** After the press that says which. */
export function arrangeSaid(s: Situation, hazard: Rec): Change[] {
  const { text } = s.event as MessageEvent
  const bare = sectionsIn(text)[0]?.rest ?? ''
  const rest = pointedIn(bare)?.rest ?? bare
  for (let i = 0; i < Math.min(MOST_LEAD, rest.length - 1); i++) {
    const how = arrangementIn(rest.slice(i), knowing(s, true, hazard))
    if (how) return answered(s, [arrange(s, hazard, how)])
  }
  return reply(s, { text: recordWords.alreadyDone })
}

interface Done {
  changes: Change[]
  /** For whoever settled it. */
  line: string
  drill: boolean
}

const answered = (s: Situation, all: readonly Done[]): Change[] => [
  ...all.flatMap(({ changes }) => changes),
  ...reply(s, { text: all.map(({ line }) => line).join('\n'), drill: all[0]!.drill }),
]

/** All of it at once: its card, its owners and its reporter follow. */
function arrange(s: Situation, hazard: Rec, how: Arrangement): Done {
  const { no, drill } = hazard
  const done = (changes: Change[], line: string): Done => ({ changes, line, drill })
  if (!OPEN.has(hazard.state)) return done([], hazardWords.standsAlready(no, stateWords(hazard)))
  const to = how.owner ? ownerNamed(s, hazard, how.owner) : undefined
  if (how.owner && !to) {
    if (!how.over && !isDepartment(how.owner)) return done([], hazardWords.nobodyCalled(no, how.owner, 0))
    return done(
      transfer(s, hazard, how.owner).filter((c) => !isReply(s, c)),
      hazardWords.handedOverTo(no, how.owner),
    )
  }
  const asked = how.dueOn && requested(hazard) ? { extension: null } : {}
  const fields = {
    ...(how.severity ? { severity: how.severity, graded_by: s.person!.id } : {}),
    ...(how.dueOn ? { deadline: how.dueOn } : {}),
    ...(how.description ? { description: how.description } : {}),
    ...asked,
  }
  const graded = how.severity && !hazard.fields.deadline
  const dueOn = how.dueOn ?? (graded ? defaultDue(s, { ...hazard.fields, ...fields }) : hazard.dueOn)
  const state = how.severity && hazard.state === 'suspected' ? 'registered' : hazard.state
  const ownerId = to?.id ?? hazard.ownerId
  const after: Rec = { ...amendedBy(hazard, fields, ''), state, dueOn, ownerId }
  const line = hazardWords.arranged(no, {
    severity: how.severity,
    owner: to?.name,
    term: dueOn && dueOn !== hazard.dueOn ? saidDay(dueOn, s) : how.dueOn && saidDay(how.dueOn, s),
    what: how.description,
  })
  return done(
    [
      ...(Object.keys(fields).length ? [amendment(s.roster, hazard, fields)] : []),
      ...(state === hazard.state
        ? []
        : [{ type: 'record.moved', id: hazard.id, from: hazard.state, to: state, note: s.person?.name } as const]),
      ...(ownerId === hazard.ownerId && dueOn === hazard.dueOn ? [] : [assign(hazard, { ownerId, dueOn })]),
      ...shown(s, after),
      ...heardBy(s, hazard, after, to),
    ],
    line,
  )
}

/** Whoever answers for it now sees its card; whoever did is told that it is not theirs any more. */
function heardBy(s: Situation, hazard: Rec, after: Rec, to: Person | undefined): Change[] {
  if (!to || to.id === hazard.ownerId) return tellOwner(s, after)
  return [
    ...tell(s, to.id, hazardMessage(s, after, hazardWords.hazardYours(hazard.no)), ofRecord(after)),
    ...(hazard.ownerId
      ? tell(
          s,
          hazard.ownerId,
          { text: recordWords.hazardNotYours(hazard.no, to.name), drill: hazard.drill },
          { priority: 'reply', about: { kind: 'record', id: hazard.id } },
        )
      : []),
  ]
}

/** Answers to whoever speaks, which are given in one. */
const isReply = (s: Situation, c: Change): boolean =>
  c.type === 'message.owed' &&
  'chat' in c.owed.to &&
  c.owed.to.chat === (s.event as MessageEvent).chat.id &&
  !c.owed.slot
