/** What is asked of the hazards that are not over: of which grade, village, person or department, in which state, due by when. */
import { mayWatch } from '../kernel/access.ts'
import type { Heard } from '../kernel/heard.ts'
import { peopleNamed } from '../kernel/named.ts'
import { villagesOfPerson } from '../kernel/roster.ts'
import type { DecisionContext } from '../kernel/situation.ts'
import { addDays, dayOf } from '../kernel/time.ts'
import { HAZARDS } from '../reading/lexicon/hazards.ts'
import { DEPARTMENT_ENDS, DEPARTMENTS } from '../reading/lexicon/loop.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import type { Rec, RecordState } from '../record/record.ts'
import { HAZARD_KINDS } from './kind.ts'

/** Which are counted; what is not given is any. */
export interface Filter {
  states: readonly RecordState[]
  severity?: readonly string[]
  villages?: readonly string[]
  owners?: readonly string[]
  /** To whom they were handed over. */
  department?: string
  /** Of which kind. */
  kind?: string
  /** What they speak of: 灭火器. */
  thing?: string
  /** Due between these days, both included. */
  from?: string
  to?: string
  /** Whose they are, or in whose villages, where not the whole station's are told. */
  own?: { person: string; villages: readonly string[] }
  /** Days, both included, of which it is asked how many were told of and how many were closed; 这周. */
  span?: { from: string; to: string; words: string }
  /** What was asked for, in words. */
  words: string[]
}

/** How many there are by state, how many of them late, and the first to be told of. */
export interface Counted {
  filter: Filter
  counts: Readonly<Record<string, number>>
  late: number
  some: readonly Rec[]
  /** Of the span that is asked of, whatever became of them. */
  inSpan?: { found: number; cleared: number }
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
  [/整改中|正在(?:整改|改|修)|(?<!谁|哪个|哪家)(?:在改|在修)/, ['rectifying'], '整改中'],
  [/还?没(?:有)?(?:开始|动)|未(?:开始|动工)|待整改/, ['registered'], '待整改'],
  [/移交|转给(?:部门|县里)/, ['transferred'], '已移交部门'],
  [/转执法|执法/, ['enforcement'], '已转执法'],
  [/待定级|没定级|疑似/, ['suspected'], '待定级'],
  [/(?:没有?|未|冇|没得)(?:整改|改|处理|弄|修|搞)/, TO_DO, '没整改好'],
]
/** What became of some in a span of days: 新报了几条, 销了几条. */
const BECAME =
  /新(?:报|登记|增|发现|查)|(?:报|登记|上报|发现|查出)了|销号?了|(?<!没|没有|未)(?:整改|改|处理)(?:好|完|掉)?了|完成了|办结/
const DUE_SOON = /快(?:要)?(?:到期|超期|逾期|过期)|(?:就|马上|将|即将)(?:要)?到期|临期|临近/
const DUE_WITHIN = /(?:近|这|最近)?(?:几|两|三)天(?:内)?(?:要)?到期|(?:本|这)周(?:要)?到期/
const LATE = /超期|逾期|过期|超时|过了期/
const DUE_TODAY = /今天(?:要)?到期/
const DEPARTMENT = new RegExp(
  `(?:镇|县|乡)?(?:[\\u4e00-\\u9fa5]{1,6}(?:${anyOf(DEPARTMENT_ENDS)})|${anyOf(DEPARTMENTS)})(?=负责|的|手里|手上|那边|名下|在办|管)`,
)
const OF_PERSON = /([\u4e00-\u9fa5·]{2,6}?)(?:同志)?(?:负责|名下|手里|手上|在改|在办|管)的?/
/** 哪些是黄桂芳的. */
const IS_OF = /哪(?:些|几条|条)(?:隐患)?是([\u4e00-\u9fa5·]{1,6}?)(?:同志|那边|手里|手上)?的/
const SELF = /^我们?(?:自己)?$/
const MINE = /^(?:安安[，,]?)?我(?!们?村)(?:们)?(?:负责|名下|手里|手上|的)/
/** Of their villages, where they have any. */
const HERE = /我们?(?:这边|这里|这儿|这头|这块|村里?)/
const SOON_DAYS = 3
/** Names of things that say a term as well. */
const NO_THINGS: ReadonlySet<string> = new Set(['过期', '超期'])
const THINGS = Object.values(HAZARDS)
  .flatMap(({ names }) => names)
  .filter((name) => /^[\u4e00-\u9fa5]{2,}$/.test(name) && !NO_THINGS.has(name))
  .sort((a, b) => b.length - a.length)

/** 今天, 这周, 上个月: its days; undefined where none is said. */
function spanIn(text: string, today: string): Filter['span'] {
  const monday = addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7))
  const first = `${today.slice(0, 8)}01`
  const lastOfBefore = addDays(first, -1)
  const spans: readonly [RegExp, string, string, string][] = [
    [/今天|今日/, today, today, '今天'],
    [/昨天|昨日/, addDays(today, -1), addDays(today, -1), '昨天'],
    [/上(?:个)?(?:周|星期|礼拜)/, addDays(monday, -7), addDays(monday, -1), '上周'],
    [/(?:本|这|这个|这一)(?:周|星期|礼拜)/, monday, today, '本周'],
    [/上个?月/, `${lastOfBefore.slice(0, 8)}01`, lastOfBefore, '上月'],
    [/(?:本|这|这个|当)月/, first, today, '本月'],
    [/今年|本年/, `${today.slice(0, 5)}01-01`, today, '今年'],
  ]
  const found = spans.find(([form]) => form.test(text))
  return found && { from: found[1], to: found[2], words: found[3] }
}

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
  const ours = HERE.test(text) || /本村|村里/.test(text) ? villagesOfPerson(person) : []
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
  if (
    MINE.test(text) ||
    (HERE.test(text) && !ours.length && !villages.length) ||
    SELF.test(IS_OF.exec(text)?.[1] ?? '')
  ) {
    filter.owners = [person.id]
    words.push('您负责')
  }
  const about = aboutIn(text, g)
  if (about) Object.assign(filter, about.of) && words.push(about.words)
  const span = BECAME.test(text) ? spanIn(text, today) : undefined
  if (span) filter.span = span
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
  // late is what is not put right, whoever sees to it; due is what is still being done here
  if (filter.to && filter.states === OPEN)
    filter.states = filter.from ? TO_DO : OPEN.filter((state) => state !== 'recheck')
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
  const isOf = IS_OF.exec(text)?.[1]
  const name = isOf ?? OF_PERSON.exec(text)?.[1]
  const { found } = name && !/谁|哪|还|我/.test(name) ? peopleNamed(roster, name) : { found: [] }
  // nobody is called so: none are theirs
  if (isOf && !SELF.test(isOf) && !found.length && !/^(?:重大|一般|超期|逾期|消防)/.test(isOf))
    return { of: { owners: [] }, words: `${isOf}负责` }
  return found.length ? { of: { owners: found.map((p) => p.id) }, words: `${name}负责` } : undefined
}

/** A kind, 消防隐患, else a thing, 灭火器; the names of villages and people say none. */
function aboutIn(
  text: string,
  { roster }: Pick<DecisionContext, 'roster'>,
): { of: Pick<Filter, 'kind' | 'thing'>; words: string } | undefined {
  const named = [
    ...roster.villages.flatMap((v) => [v.name, ...v.aliases]),
    ...[...roster.people.values()].map((p) => p.name),
  ].filter((name) => name.length > 1 && text.includes(name))
  const left = named.reduce((t, name) => t.replaceAll(name, ' '), text)
  const kind = HAZARD_KINDS.find(
    (k) => k !== '其他' && new RegExp(`${k}(?:类|方面)?的?隐患|${k}(?:类|方面)?的`).test(left),
  )
  if (kind) return { of: { kind }, words: kind }
  const thing = THINGS.find((name) => left.includes(name))
  return thing ? { of: { thing }, words: thing } : undefined
}
