/**
 * Which hazard a message means: by its number, the quoted card, 那条 and what is said of it, the place and the thing. What fits
 * best is meant; of several that fit alike nothing is guessed.
 */
import { isOfficer } from '../kernel/access.ts'
import type { MessageEvent } from '../kernel/message.ts'
import { type Roster, villagesOfChat } from '../kernel/roster.ts'
import type { Situation } from '../kernel/situation.ts'
import { BEFOREHAND, ITSELF, MENDS, SAID_BEFORE, SENDS_BACK, THAT_ONE, TOLD_WITH } from '../reading/lexicon/loop.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import { pairsOf } from '../reading/pairs.ts'
import { RECENT, SUBJECT, withoutNumbers } from '../record/needs.ts'
import { calledBy, RECORD_NUMBER } from '../record/numbers.ts'
import type { Rec } from '../record/record.ts'
import { MEANT } from './needs.ts'
import { livesWith, maySee } from './people.ts'

/** The words that say which, and what is left when they are taken off. */
export interface Pointed {
  /** What stands with 那条: 老街, 消防通道. Empty = nothing but 那条. */
  which: string
  rest: string
}

const MARKS = '[\\s，,：:。、]'
const THAT = `(?:${anyOf(SAID_BEFORE)}|我|我们)?(?:${anyOf(TOLD_WITH)})?(?:${anyOf(THAT_ONE)})(?:${anyOf(ITSELF)})?(?:的|吧)?`
/** 老街那条移交住建, 退回上次那个: what stands before it, and after. */
const POINTS = new RegExp(`^(?<before>[^，,。；;]{0,20}?)(?:${THAT})(?<after>.*)$`, 's')
/** 昨天报的消防通道…: without 那条. */
const TOLD_OF = new RegExp(`^(?:${anyOf(SAID_BEFORE)})我?们?(?:${anyOf(TOLD_WITH)})(?<after>.+)$`, 's')
const LED = new RegExp(`^(?:${anyOf(BEFOREHAND)}|${MARKS}){1,4}`)
const HEAD_OF_ACT = new RegExp(`^(?:${anyOf(SENDS_BACK)}|销号|移交|转执法|复查|验收|挂牌|定重大)`)

/** 006、007, YH-…-001: numbers that the words begin with, the ends of them among these. */
const CALL = `(?:${RECORD_NUMBER}|(?<![\\dA-Za-z.:：-])0\\d{2}(?![\\d.米楼室]|[:：-]\\d))`
const AHEAD = new RegExp(
  `^(?:@?安安[，,\\s]{0,3})?(?:隐患|编号|第){0,2}(?<calls>${CALL}(?:号|条)?(?:[\\s、，,/和及与跟]{0,3}${CALL}(?:号|条)?){0,9})(?:这|那|两|三|几){0,2}[条个]?(?:隐患)?(?:的(?=[^\\u4e00-\\u9fa5]))?[\\s，,：:、]{0,3}`,
  'i',
)
const callsOf = (text: string): string[] => [
  ...new Set((text.match(new RegExp(CALL, 'gi')) ?? []).map((no) => no.toUpperCase())),
]
/** The numbers a text begins with, and what is said of them. */
export function callsAhead(text: string): { calls: string[]; rest: string } {
  const m = AHEAD.exec(text)
  return m ? { calls: callsOf(m.groups!.calls!), rest: text.slice(m[0].length) } : { calls: [], rest: text }
}
/** The one end of a number that a text begins with, 006. */
export function endAhead(text: string): string | undefined {
  const { calls, rest } = callsAhead(text)
  return calls.length === 1 && !calls[0]!.includes('-') && rest ? calls[0] : undefined
}
/** 扯哦, 等哈: cries that say nothing of what. */
const CRIES =
  /^(?:扯哦?|扯淡|哪里哦|哪有|瞎说|乱说|鬼扯|屁|不得行|莫慌|莫忙|等哈|等一下|等下|慢点|且慢|哎呀?|唉|喂|哦|嗯)[，,。！!\s]+/

/** 安安 itself, numbers, cries, and what is only polite. */
export const bareOf = (text: string): string =>
  withoutNumbers(endAhead(text) ? callsAhead(text).rest : text)
    .replace(/@?安安[，,\s]?/g, '')
    .replace(/^(?:隐患)?[\s，,：:。]+|(?<![\s，,。.！!])[\s，,。.！!]+$/g, '')
    .trim()
    .replace(CRIES, '')

/** Undefined = no 那条 in it. */
export function pointedIn(bare: string): Pointed | undefined {
  const told = TOLD_OF.exec(bare)?.groups
  const { before = '', after = '' } = POINTS.exec(bare)?.groups ?? {}
  if (!before && !after) return told ? { which: told.after!, rest: told.after! } : undefined
  const lead = before.replace(LED, '')
  const act = HEAD_OF_ACT.exec(lead)?.[0] ?? ''
  const rest = `${act}${act && after ? '，' : ''}${after.replace(/^[\s，,：:。、]{1,4}/, '')}`
  return rest ? { which: lead.slice(act.length).replace(/的$/, ''), rest } : undefined
}

const plain = (text: string) => text.replace(/[^\u4e00-\u9fa5A-Za-z0-9]/g, '')
const EMPTY = new RegExp(`${anyOf(BEFOREHAND, THAT_ONE, ITSELF)}`, 'g')

/** How much of a hazard's own words a text says: pairs of characters of its place and thing, its village besides. */
function saidOf(roster: Pick<Roster, 'villages'>, hazard: Rec, text: string): number {
  const { place, description, stake, unit } = hazard.fields
  const village = roster.villages.find((v) => v.code === hazard.villageCode)
  const names = village ? [village.name, ...village.aliases] : []
  const here = names.some((name) => name.length > 1 && text.includes(name))
  const own = plain(
    names.reduce((t, name) => t.replaceAll(name, ' '), [place, description, stake, unit].filter(Boolean).join(' ')),
  )
  const words = plain(names.reduce((t, name) => t.replaceAll(name, ''), text))
  // 红的那条: one character has no pairs
  const said = words.length === 1 ? [words] : pairsOf(words)
  return new Set(said.filter((pair) => own.includes(pair))).size * 2 + Number(here)
}

/** Where the words that say of which end, and those begin that say what of it. */
const SAYS = new RegExp(`又|已|都|全|被|现在|今天|昨天|终于|，|,|${anyOf(MENDS)}`)

/** Whether most of what a text names before it says anything is of that hazard. */
export function names({ villages }: Pick<Roster, 'villages'>, { fields, villageCode }: Rec, text: string): boolean {
  const village = villages.find((v) => v.code === villageCode)
  const bare = [village?.name, ...(village?.aliases ?? [])].reduce<string>(
    (t, name) => (name ? t.replace(name, '') : t),
    text,
  )
  const lead = pairsOf(plain(bare.slice(0, Math.max(2, bare.slice(1).search(SAYS) + 1) || bare.length)))
  const own = plain([fields.place, fields.description, fields.stake].filter(Boolean).join(''))
  return lead.filter((pair) => own.includes(pair)).length * 2 >= lead.length
}

const PREDICATE = 3
const SPOT = /(?:门口|旁边?|后面|前面|楼下|楼上|附近|路口|路边|边上|里面?|上面?|下面?|组|村|社区|处)$/
/** Whether a text speaks of what is wrong there, and not only of the place: another fault at the same spot is another hazard. */
export function speaksOfThing(roster: Pick<Roster, 'villages'>, { fields, villageCode }: Rec, text: string): boolean {
  const village = roster.villages.find((v) => v.code === villageCode)
  const where = [fields.place, village?.name, ...(village?.aliases ?? [])].filter(
    (n): n is string => typeof n === 'string' && n.length > 1,
  )
  const left = plain(where.reduce((t, name) => t.replaceAll(name, ' '), String(fields.description ?? '')))
  // 5号桥栏杆 缺了一截: where the place ends with a thing, that names it too
  const end = plain(String(fields.place ?? '')).slice(-PREDICATE)
  const thing = SPOT.test(end) ? left : `${end} ${left}`
  const again = /又([\u4e00-\u9fa5])/.exec(text)?.[1]
  return thing.length < 2 || pairsOf(thing).some((pair) => text.includes(pair)) || (!!again && thing.includes(again))
}

export interface Wanted {
  /** What may be done with one in its state, by whoever says it. */
  fits(hazard: Rec): boolean
  /** The words that say which. */
  which: string
  /** 那条 stands there: it is one of those known, whatever else it says. */
  that: boolean
  /** Words beside it that may speak of one of them. */
  hint?: string
}

/** The one that is quoted or named by its number, whole or by its end. */
export function theHazardNamed(s: Situation): Rec | undefined {
  const subject = s.need(SUBJECT)
  const call = subject || !s.person || s.event.type !== 'message' ? undefined : endAhead(s.event.text)
  if (call)
    return calledBy(
      s.need(MEANT).filter((h) => maySee(s.person!, h)),
      call,
    )
  return subject?.kind === 'hazard_report' ? subject : undefined
}

/**
 * Those that it may be, the newest first: [one] = it is meant, [] = none. Words that say which and fit none say that none is
 * meant. A drill's only where nothing real fits.
 */
export function hazardsMeant(s: Situation, { fits, which, that, hint = '' }: Wanted): Rec[] {
  const known = s
    .need(MEANT)
    .filter((h) => maySee(s.person!, h) && (isOfficer(s.person) || livesWith(s.person!, h)))
    .sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime())
  const said = plain(which).replace(EMPTY, '')
  const scored = known.map((h) => ({ h, n: said ? saidOf(s.roster, h, which) : 0 }))
  const most = Math.max(0, ...scored.map(({ n }) => n))
  if (said && !most) return []
  // the best of those that may be: what is said of one that is over is not of one that is open
  const may = scored.filter(({ h }) => fits(h))
  const best = Math.max(0, ...may.map(({ n }) => n))
  if (said && best * 2 < most) return []
  const all = may.filter(({ n }) => n === best).map(({ h }) => h)
  const real = all.filter((h) => !h.drill)
  return narrowed(s, hinted(s, real.length ? real : all, hint), that)
}

/** Those of which the words beside it speak most; all where they speak of none. */
function hinted({ roster }: Situation, all: Rec[], hint: string): Rec[] {
  const scored = all.map((h) => ({ h, n: hint ? saidOf(roster, h, hint) : 0 }))
  const most = Math.max(0, ...scored.map(({ n }) => n))
  return scored.filter(({ n }) => n === most).map(({ h }) => h)
}

const JUST_NOW = /刚才|刚刚/
const JUST_NOW_MS = 3 * 3600_000

/** What was told a moment ago in this chat is what 那条 is; then one's own; then those of the chat's village. */
function narrowed(s: Situation, all: Rec[], that: boolean): Rec[] {
  const event = s.event as MessageEvent
  const lately = that
    ? s
        .need(RECENT)
        .filter((r) => r.kind === 'hazard_report')
        .map((r) => r.id)
    : []
  const here = villagesOfChat(s.roster, s.chat)
  const [told] = all
    .filter((h) => h.reporterId === s.person?.id && s.now.getTime() - h.receivedAt.getTime() < JUST_NOW_MS)
    .sort((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime())
  const steps: ((h: Rec) => boolean)[] = [
    (h) => lately[0] === h.id,
    (h) => JUST_NOW.test(event.text) && h.id === told?.id,
    ...(isOfficer(s.person) ? [] : [(h: Rec) => h.ownerId === s.person?.id, (h: Rec) => h.reporterId === s.person?.id]),
    (h) => event.chat.kind === 'group' && h.chat === event.chat.id,
    (h) => !!h.villageCode && here.length === 1 && here.includes(h.villageCode),
  ]
  for (const step of steps) {
    const some = all.filter(step)
    if (some.length) return some
  }
  return all
}

/** Where it is and what is wrong, in few words; nothing of sensitive matter. */
export function whatOf({ fields: { place, village, kind, description, restricted } }: Rec, most = 30): string {
  if (restricted) return ''
  const [where, what] = [String(place ?? village ?? ''), String(description ?? kind ?? '')]
  return (what.startsWith(where) ? what : [where, what].filter(Boolean).join(' ')).slice(0, most)
}
