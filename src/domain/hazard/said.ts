/**
 * The verbs in words: YH-… 退回，理由：…, 转执法 under its card, 老街那条复查通过, 消防通道又堵上了, 复查通过 where one alone fits. Which is
 * meant is said by the number, the quoted card, 那条, the place and the thing. Several are asked for by one press, none is guessed.
 */
import { isOfficer } from '../kernel/access.ts'
import type { Command } from '../kernel/command.ts'
import type { Heard } from '../kernel/heard.ts'
import type { MessageEvent } from '../kernel/message.ts'
import { once } from '../kernel/once.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { asksIn } from '../reading/asked.ts'
import { casualtiesIn } from '../reading/figures.ts'
import type { AnyIntent } from '../reading/reading.ts'
import { sayBesides } from '../record/besides.ts'
import { joins } from '../record/filing.ts'
import { LOOSE_ATTACHMENTS, numbersIn, RECENT, SUBJECT, withoutNumbers } from '../record/needs.ts'
import type { Rec } from '../record/record.ts'
import { recordWords } from '../record/words.ts'
import { may } from './act.ts'
import { acted } from './acted.ts'
import type { Change } from './fact.ts'
import { marked } from './find.ts'
import type { Form } from './forms.ts'
import { measuresIn } from './measures.ts'
import { MEANT } from './needs.ts'
import { livesWith } from './people.ts'
import { bareOf, endAhead, hazardsMeant, names, pointedIn, speaksOfThing, theHazardNamed } from './pointing.ts'
import { toRecheck } from './rectify.ts'
import { isUnderWay, VERBS, type Verb } from './verbs.ts'
import { askWhich } from './which.ts'
import { hazardWords } from './words.ts'

const MOST_LETTERS = 400
/** Words that bring no number and are longer tell a story of their own. */
const MOST_UNNAMED = 80
/** The place and the thing stand in so many letters before what is said of them. */
const MOST_LEAD = 16

/** How it is said which is meant. */
type How = 'named' | 'that' | 'led' | 'alone'
interface Meant {
  name: string
  verb: Verb
  arg: string
  how: How
  /** The words that say which. */
  which: string
}

type Act = Pick<Meant, 'name' | 'verb' | 'arg'>
/** The forms of a verb that may be said so, in the order of the table. */
interface Sayable {
  name: string
  verb: Verb
  forms: readonly Form[]
}
const close = (form: Form | undefined): Form | undefined => form && ((text) => form(text.replace(/\s+/g, '')))
const sayable = (forms: (verb: Verb) => (Form | undefined)[]): readonly Sayable[] =>
  Object.entries<Verb>(VERBS).flatMap(([name, verb]) => {
    const some = forms(verb).filter((form) => form !== undefined)
    return some.length ? [{ name, verb, forms: some }] : []
  })
const OF_NAMED = sayable(({ alone, led, named }) => [close(alone), named, led])
const OF_LED = sayable(({ led }) => [led])
const OF_ALONE = sayable(({ alone }) => [close(alone)])

/** All verbs that say it: which of them is meant depends on who says it, and of what. */
function actsIn(text: string, verbs: readonly Sayable[]): Act[] {
  const acts: Act[] = []
  for (const { name, verb, forms } of verbs)
    for (const form of forms) {
      const arg = form(text)
      if (arg === undefined) continue
      acts.push({ name, verb, arg })
      break
    }
  return acts
}

/** 001号还剩几天, 石岭村没整改的 ask as well. */
const ASKED =
  /[?？]|[吗没呢]$|什么|为啥|谁|哪|怎么|多少|几[条个处天]|(?:没|未|还没)(?:有)?(?:整改|改|搞|弄|修)(?:好|完)?的$/
/** 隐患：… reports one. */
const HEADED = /^(?:@?安安[，,\s]{0,3})?(?:上报|报|发现|新增|登记)?(?:一个|一处|一条)?隐患[：:]/

/** 堵死了 kills nobody. */
const STUCK = /(?<=[堵卡锁关封焊塞钉冻绑缠])死/g

/** Which verbs a message says, and how it says of which; [] = none. */
const verbsSaid = once(verbsIn, ({ person, reading }) => [person, reading?.intent, reading?.ask, reading?.fields])

function verbsIn(heard: Heard): Meant[] {
  const { event, person } = heard
  if (!person || event.type !== 'message' || !event.text || event.text.length > MOST_LETTERS) return []
  const bare = bareOf(event.text)
  if (/[?？]$|[吗没呢]$/.test(bare) || asksIn(bare)) return []
  const pointed = pointedIn(bare)
  // what is no word on a mending is none, whatever else it says
  const by = (how: How, which: string, acts: Act[]): Meant[] => {
    // why it goes back tells how far it is: 退回，没放警示牌
    const goesBack = acts.some(({ verb }) => verb === VERBS['hazard.back'])
    const other = goesBack || isOtherMatter(heard)
    return acts.filter(({ verb }) => !verb.mends || !other).map((act) => ({ ...act, how, which }))
  }
  if (isNamed(heard)) {
    const acts = actsIn(bare, OF_NAMED)
    return by('named', '', acts.length || !pointed ? acts : actsIn(pointed.rest, OF_NAMED))
  }
  if (bare.length > MOST_UNNAMED || HEADED.test(event.text) || ASKED.test(bare)) return []
  if (casualtiesIn(bare.replace(STUCK, '')).size) return []
  // what is surely an event alarms, unless it names one that is known
  const happens = isEvent(heard)
  const that = pointed && (pointed.which || !happens) ? actsIn(pointed.rest, OF_NAMED) : []
  if (that.length) return by('that', pointed!.which, that)
  if (happens) return []
  const alone = actsIn(bare, OF_ALONE).filter(({ verb }) => !verb.mends || tellsOfMending(heard))
  return [...by('alone', '', alone), ...ledIn(bare)]
}

/** 老街消防通道复查合格: the longest words that a verb takes, behind what says which. */
function ledIn(bare: string): Meant[] {
  const by = (which: string, acts: Act[]): Meant[] => acts.map((act) => ({ ...act, how: 'led', which }))
  const whole = actsIn(bare, OF_LED)
  if (whole.length) return by(bare, whole)
  for (let i = 2; i < Math.min(MOST_LEAD, bare.length - 1); i++) {
    const [which, rest] = [bare.slice(0, i), bare.slice(i).replace(/^(?:的|那里|那边|这里|处|[，,：:\s]){1,3}/, '')]
    if (/[。；;！!\n]/.test(which)) return []
    const acts = rest.length > 1 ? actsIn(rest, OF_LED) : []
    if (acts.length) return by(which, acts)
  }
  return []
}

const MENDING: ReadonlySet<AnyIntent> = new Set<AnyIntent>(['rectification', 'extension_request'])
const tellsOfMending = ({ reading }: Heard): boolean =>
  !!reading && (MENDING.has(reading.intent) || reading.ask.some((as) => MENDING.has(as)))
/** A later term, and what somebody found who looked again, are no words on how far it is. */
const NOT_OF_MENDING = /延期|宽限|展期|延[到至]|复查|复验|复核|验收|销[号掉了案]/
const isOtherMatter = ({ event, reading }: Heard): boolean =>
  (reading?.intent === 'extension_request' && !reading.ask.length) ||
  (event.type === 'message' && NOT_OF_MENDING.test(event.text))
/** 红的那条收到了，马上撤人: where it is of no hazard it is of a warning, or of whatever was sent. */
const isReceipt = ({ reading }: Heard): boolean => reading?.intent === 'ack' && !reading.ask.length
/** Surely an event, and of a kind that is known: 核查无误，同意闭环 tells of none, whatever its words are like. */
const isEvent = ({ reading }: Heard): boolean =>
  reading?.intent === 'disaster_report' && !reading.ask.length && !!reading.fields.kind

const isNamed = (heard: Heard): boolean =>
  heard.event.type === 'message' &&
  (numbersIn(heard).length > 0 || !!endAhead(heard.event.text) || !!heard.event.replyTo)

/** A verb of the table. */
export const verbInWords: Command<Change> = {
  needs: (heard) => {
    const said = verbsSaid(heard)
    return said.length
      ? [SUBJECT, MEANT, LOOSE_ATTACHMENTS, ...said.flatMap(({ verb }) => verb.needs ?? [])]
      : undefined
  },
  run: (s) => {
    const said = verbsSaid(s)
    const [first] = said
    if (!first) return undefined
    if (first.how === 'named') {
      const named = theHazardNamed(s)
      return named && saidOf(s, fittest(s, said, named), named)
    }
    for (const one of said) {
      const changes = meantBy(s, one)
      if (changes) return changes
    }
    // 那个坑又深了一些 is of anything: only what is done with one is said of one that is known
    return first.how === 'that' && first.verb !== VERBS['hazard.again'] && !isReceipt(s)
      ? ofNoneThatFits(s, first)
      : undefined
  },
}

const takes = ({ verb }: Meant, h: Rec): boolean =>
  (!verb.only || verb.only(h)) && (verb.from.includes(h.state) || (verb === VERBS['hazard.again'] && isUnderWay(h)))

/** What they may say of it as it stands; else what they may say; else what is refused with a reason. */
const fittest = (s: Situation, said: readonly Meant[], h: Rec): Meant =>
  said.find((one) => may(s, one.verb, h) && takes(one, h)) ?? said.find((one) => may(s, one.verb, h)) ?? said[0]!

/** It is of one that is known, and of none where this can be done: said so, and never a new one. */
function ofNoneThatFits(s: Situation, { name, arg, which }: Meant): Change[] {
  const [other, ...others] = hazardsMeant(s, { fits: () => true, which, that: true, hint: arg })
  return other && !others.length
    ? acted(s, name, arg, other)
    : reply(s, { text: hazardWords.noneSuch(isOfficer(s.person)) })
}

/** Said without a number: of the one that fits, of several which is asked for. */
function meantBy(s: Situation, said: Meant): Change[] | undefined {
  const { name, verb, arg, how, which } = said
  // what is being told of an event goes on with it
  if (how === 'alone' && s.need(RECENT)[0]?.kind === 'disaster_report') return undefined
  const isAgain = verb === VERBS['hazard.again']
  const of = (fits: (h: Rec) => boolean) => hazardsMeant(s, { fits, which, that: how === 'that', hint: arg })
  // of a mending nobody tells without a word of which but whoever answers for it
  const allowed = (h: Rec) =>
    how === 'alone' && verb.mends ? h.ownerId === s.person!.id : verb.roles.length > 0 || may(s, verb, h)
  const all = of(
    (h) =>
      takes(said, h) &&
      allowed(h) &&
      // 那个坑又深了一些: what is back has to be what it was
      (!isAgain || how !== 'that' || !!which || isBack(h, arg)) &&
      (how !== 'led' ||
        !(verb.village || verb.mends) ||
        (names(s.roster, h, wordsOf(s)) && speaksOfThing(s.roster, h, wordsOf(s)))),
  )
  const fits = isAgain ? backFirst(all, verb, wordsOf(s)) : firstOfAll(all, verb.first)
  const [hazard, ...more] = fits
  const sure = !isAgain || how !== 'alone' || speaksOfIt(hazard, wordsOf(s))
  if (hazard) return more.length || !sure ? askWhich(s, name, arg, fits) : saidOf(s, said, hazard)
  return undefined
}

const firstOfAll = (all: Rec[], first?: (h: Rec) => boolean): Rec[] => {
  const some = first ? all.filter(first) : []
  return some.length ? some : all
}

/** 又堵上了: of one that was blocked, and of what is over or waits for the re-check before what is still being done. */
const backFirst = (all: Rec[], { from }: Verb, text: string): Rec[] =>
  firstOfAll(
    firstOfAll(all, (h) => speaksOfIt(h, text)),
    (h) => from.includes(h.state) || h.state === 'recheck',
  )
/** What it is again; of 又不行了 and the like it may be anything. */
const AGAIN = /又(?!有|不|出|来|犯|坏|开|没|乱)([\u4e00-\u9fa5])/
const speaksOfIt = (h: Rec | undefined, text: string): boolean => {
  const how = AGAIN.exec(text)?.[1]
  return !how || !h || `${h.fields.description ?? ''}${h.text}`.includes(how)
}

/** 盖板又翘了 of a cover, 又堵了 of what was blocked. */
const isBack = (h: Rec, said: string): boolean => {
  const thing = said.slice(0, Math.max(0, said.indexOf('又'))).replace(/[，,\s]/g, '')
  return thing ? `${h.fields.place ?? ''}${h.fields.description ?? ''}${h.text}`.includes(thing) : speaksOfIt(h, said)
}

/** Of one that is known. */
function saidOf(s: Situation, { name, verb, arg }: Meant, hazard: Rec): Change[] | undefined {
  // whoever lives with it does not send it back, and is heard all the same: it is not in order yet
  if (verb === VERBS['hazard.back'] && !may(s, verb, hazard) && livesWith(s.person!, hazard))
    return acted(s, 'hazard.refuse_recheck', arg || wordsOf(s), hazard)
  if (verb !== VERBS['hazard.again'] || !isUnderWay(hazard)) return acted(s, name, arg, hazard)
  // an officer who looks again and says so sends it back
  if (hazard.state !== 'recheck') return notYet(s, hazard)
  if (may(s, VERBS['hazard.back'], hazard)) return acted(s, 'hazard.back', arg || wordsOf(s), hazard)
  return /又|反弹|复发/.test(wordsOf(s)) && livesWith(s.person!, hazard)
    ? acted(s, 'hazard.refuse_recheck', arg || wordsOf(s), hazard)
    : notYet(s, hazard)
}
const wordsOf = (s: Situation): string => withoutNumbers((s.event as MessageEvent).text).trim()

/** 没整改好 of what is still open moves nothing: the words are kept, and those who answer for it hear them. */
function notYet(s: Situation, named: Rec): Change[] | undefined {
  if (!livesWith(s.person!, named)) return undefined
  const { hazard, changes } = marked(s, named)
  return [
    ...changes,
    ...joins(s, hazard, hazard.id),
    ...sayBesides(s, hazard, hazardWords.notRightYet),
    ...reply(s, { text: hazardWords.keptAndTold(hazard.no), drill: hazard.drill }),
  ]
}

/** 责任：…；措施：…: of the 重大 that is named, else of the only one that waits for them. */
export const measuresInWords: Command<Change> = {
  needs: (heard) => (itemsIn(heard) ? [SUBJECT, MEANT] : undefined),
  run: (s) => {
    const items = itemsIn(s)
    if (!items) return undefined
    const waits = (h: Rec) =>
      h.fields.severity === '重大' && h.state === 'registered' && may(s, VERBS['hazard.measures'], h)
    const named = theHazardNamed(s)
    const fits = named ? [named] : hazardsMeant(s, { fits: waits, which: '', that: false })
    const [hazard, ...more] = fits
    if (!hazard) return undefined
    if (more.length) return askWhich(s, 'hazard.measures', '', fits)
    return acted(s, 'hazard.measures', '', hazard)
  },
}

const itemsIn = ({ event, person }: Heard) =>
  person && event.type === 'message' ? measuresIn(bareOf((event as MessageEvent).text)) : undefined

/** A photo with nothing but the number: kept with it, or the one that it waits for. */
export const photoNamed: Command<Change> = {
  needs: (heard) => (isPhotoOf(heard) ? [SUBJECT, MEANT, LOOSE_ATTACHMENTS] : undefined),
  run: (s) => {
    const hazard = isPhotoOf(s) ? theHazardNamed(s) : undefined
    if (!hazard) return undefined
    if (hazard.fields.awaiting_photo_from === s.person!.id) return toRecheck(s, hazard)
    return [
      ...joins(s, hazard, hazard.id),
      ...reply(s, { text: recordWords.reportJoined(hazard.no), drill: hazard.drill }),
    ]
  },
}
const isPhotoOf = (heard: Heard): boolean =>
  !!heard.person &&
  heard.event.type === 'message' &&
  heard.event.attachments.length > 0 &&
  numbersIn(heard).length > 0 &&
  !bareOf(heard.event.text)
