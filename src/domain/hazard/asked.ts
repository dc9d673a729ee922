/** What is asked of the hazards that are not over: of which grade, village, person or department, in which state, due by when. */
import { mayWatch } from '../kernel/access.ts'
import type { Heard } from '../kernel/heard.ts'
import { peopleNamed } from '../kernel/named.ts'
import { villagesOfPerson } from '../kernel/roster.ts'
import type { DecisionContext } from '../kernel/situation.ts'
import { addDays, dayOf } from '../kernel/time.ts'
import { DEPARTMENT_ENDS, DEPARTMENTS } from '../reading/lexicon/loop.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import type { Rec, RecordState } from '../record/record.ts'

/** Which are counted; what is not given is any. */
export interface Filter {
  states: readonly RecordState[]
  severity?: readonly string[]
  villages?: readonly string[]
  owners?: readonly string[]
  /** To whom they were handed over. */
  department?: string
  /** Due between these days, both included. */
  from?: string
  to?: string
  /** Whose they are, or in whose villages, where not the whole station's are told. */
  own?: { person: string; villages: readonly string[] }
  /** What was asked for, in words. */
  words: string[]
}

/** How many there are by state, how many of them late, and the first to be told of. */
export interface Counted {
  filter: Filter
  counts: Readonly<Record<string, number>>
  late: number
  some: readonly Rec[]
}

export const OPEN: readonly RecordState[] = [
  'registered',
  'rectifying',
  'recheck',
  'suspected',
  'transferred',
  'enforcement',
]
const TO_DO: readonly RecordState[] = ['suspected', 'registered', 'rectifying']

const STATES: readonly [RegExp, readonly RecordState[], string][] = [
  [/待?复查|等(?:着)?(?:复查|验收)|待验收/, ['recheck'], '待复查'],
  [/整改中|正在(?:整改|改|修)|在改|在修/, ['rectifying'], '整改中'],
  [/还?没(?:有)?(?:开始|动)|未(?:开始|动工)|待整改/, ['registered'], '待整改'],
  [/移交|转给(?:部门|县里)/, ['transferred'], '已移交部门'],
  [/转执法|执法/, ['enforcement'], '已转执法'],
  [/待定级|没定级|疑似/, ['suspected'], '待定级'],
  [/(?:没有?|未)(?:整改|改|处理|弄|修)/, TO_DO, '没整改好'],
]
const DUE_SOON = /快(?:要)?(?:到期|超期|逾期|过期)|(?:就|马上|将|即将)(?:要)?到期|临期|临近/
const DUE_WITHIN = /(?:近|这|最近)?(?:几|两|三)天(?:内)?(?:要)?到期|(?:本|这)周(?:要)?到期/
const LATE = /超期|逾期|过期|超时|过了期/
const DUE_TODAY = /今天(?:要)?到期/
const DEPARTMENT = new RegExp(
  `(?:镇|县|乡)?(?:[\\u4e00-\\u9fa5]{1,6}(?:${anyOf(DEPARTMENT_ENDS)})|${anyOf(DEPARTMENTS)})(?=负责|的|手里|手上|那边|名下|在办|管)`,
)
const OF_PERSON = /([\u4e00-\u9fa5·]{2,6}?)(?:同志)?(?:负责|名下|手里|手上|在改|在办|管)的?/
const SOON_DAYS = 3

/** Read of the words of whoever asks, and of who they are. */
export function filterOf(
  { event, person }: Pick<Heard, 'event' | 'person'>,
  g: Pick<DecisionContext, 'roster' | 'settings' | 'now' | 'tz'>,
): Filter | undefined {
  if (event.type !== 'message' || !person) return undefined
  const { text } = event
  const { roster } = g
  const today = dayOf(g.now, g.tz)
  const words: string[] = []
  const said = STATES.find(([form]) => form.test(text))
  const filter: Filter = { states: said?.[1] ?? OPEN, words }
  const villages = roster.villages.filter((v) =>
    [v.name, ...v.aliases].some((name) => name.length > 1 && text.includes(name)),
  )
  const ours = /我们?村|本村|村里/.test(text) ? villagesOfPerson(person) : []
  if (villages.length || ours.length) {
    filter.villages = villages.length ? villages.map((v) => v.code) : ours
    words.push(...roster.villages.filter((v) => filter.villages!.includes(v.code)).map((v) => v.name))
  }
  if (/重大/.test(text)) {
    filter.severity = ['重大', '疑似重大']
    words.push('重大和疑似重大')
  } else if (/一般/.test(text)) {
    filter.severity = ['一般']
    words.push('一般')
  }
  if (said) words.push(said[2])
  const whom = ownersSaid(text, g)
  if (whom) Object.assign(filter, whom.of) && words.push(whom.words)
  if (/^(?:安安[，,]?)?我(?!们?村)(?:负责|名下|手里|手上|的)/.test(text)) {
    filter.owners = [person.id]
    words.push('您负责的')
  }
  if (LATE.test(text) && !DUE_SOON.test(text)) {
    filter.to = addDays(today, -1)
    words.push('超期')
  } else if (DUE_TODAY.test(text)) {
    Object.assign(filter, { from: today, to: today })
    words.push('今天到期')
  } else if (DUE_SOON.test(text) || DUE_WITHIN.test(text)) {
    const days = /周/.test(text) ? 7 : SOON_DAYS
    Object.assign(filter, { from: today, to: addDays(today, days) })
    words.push(`${days}天内到期`)
  }
  if (filter.to && filter.states === OPEN) filter.states = TO_DO
  // 还有几条没整改 alone is of all that is not over
  if (said?.[1] === TO_DO && words.length === 1) {
    filter.states = OPEN
    words.length = 0
  }
  if (!mayWatch(roster, person, g.now)) filter.own = { person: person.id, villages: villagesOfPerson(person) }
  return filter
}

/** A person by name, else a department: whoever answers for it here, and what was handed over to it. */
function ownersSaid(
  text: string,
  { roster, settings }: Pick<DecisionContext, 'roster' | 'settings'>,
): { of: Pick<Filter, 'owners' | 'department'>; words: string } | undefined {
  const people = [...roster.people.values()].filter((p) => p.active && p.name.length > 1 && text.includes(p.name))
  if (people.length) return { of: { owners: people.map((p) => p.id) }, words: `${people[0]!.name}负责` }
  const department = DEPARTMENT.exec(text)?.[0]
  if (department) {
    const answers = Object.values(settings.hazard_owners.departments).find((d) => d?.department.includes(department))
    const found = answers ? peopleNamed(roster, answers.owner).found : []
    return { of: { owners: found.map((p) => p.id), department }, words: `${department}负责` }
  }
  const name = OF_PERSON.exec(text)?.[1]
  const { found } = name && !/谁|哪|还|我/.test(name) ? peopleNamed(roster, name) : { found: [] }
  return found.length ? { of: { owners: found.map((p) => p.id) }, words: `${name}负责` } : undefined
}
