/**
 * The verbs in words: YH-… 退回，理由：…, 转执法 under its card, 复查通过 where one alone fits. The number or the quoted card says
 * which is meant; else the one that fits whoever says it. Several are asked for, none is guessed.
 */
import { isOfficer } from '../kernel/access.ts'
import type { Command } from '../kernel/command.ts'
import type { Heard } from '../kernel/heard.ts'
import type { MessageEvent } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { sayBesides } from '../record/besides.ts'
import { joins } from '../record/filing.ts'
import { ACTABLE, LOOSE_ATTACHMENTS, numbersIn, SUBJECT, withoutNumbers } from '../record/needs.ts'
import type { Rec } from '../record/record.ts'
import { recordWords } from '../record/words.ts'
import { act, may } from './act.ts'
import type { Change } from './fact.ts'
import { marked, theHazardNamed } from './find.ts'
import { keepMeasures } from './measured.ts'
import { measuresIn } from './measures.ts'
import { livesWith } from './people.ts'
import { toRecheck } from './rectify.ts'
import { isUnderWay, VERBS, type Verb } from './verbs.ts'
import { hazardWords } from './words.ts'

const MOST_LETTERS = 400

const bareOf = (text: string): string =>
  withoutNumbers(text)
    .replace(/@?安安[，,\s]?/g, '')
    .replace(/^(?:隐患)?[\s，,：:。]+|(?<![\s，,。.！!])[\s，,。.！!]+$/g, '')
    .trim()

interface Meant {
  verb: Verb
  arg: string
  name: string
}

/** Which verb a whole message says, or undefined. */
function verbSaid({ event }: Heard, named: boolean): Meant | undefined {
  if (event.type !== 'message' || event.text.length > MOST_LETTERS) return undefined
  const bare = bareOf(event.text)
  if (/[?？]$|[吗没呢]$/.test(bare)) return undefined
  for (const [name, verb] of Object.entries<Verb>(VERBS)) {
    const m = verb.alone?.exec(bare.replace(/[\s]+/g, '')) ?? (named ? verb.named?.exec(bare) : undefined)
    if (m) return { verb, name, arg: m.groups?.arg?.trim() ?? '' }
  }
  return undefined
}

const isNamed = (heard: Heard): boolean =>
  heard.event.type === 'message' && (numbersIn(heard).length > 0 || !!heard.event.replyTo)

/** A verb of the table. */
export const verbInWords: Command<Change> = {
  needs: (heard) => {
    const said = heard.person && verbSaid(heard, isNamed(heard))
    return said && [SUBJECT, ACTABLE, ...(said.verb.needs ?? [])]
  },
  run: (s) => {
    const said = s.person && verbSaid(s, isNamed(s))
    if (!said) return undefined
    if (isNamed(s)) {
      const hazard = theHazardNamed(s)
      if (!hazard) return undefined
      const held = said.verb === VERBS['hazard.again'] && isUnderWay(hazard)
      // an officer who looks again and says so sends it back
      const back = held && hazard.state === 'recheck' && may(s, VERBS['hazard.back'], hazard)
      if (back) return acted(s, { ...said, verb: VERBS['hazard.back'] }, hazard)
      return held ? notYet(s, hazard) : acted(s, said, hazard)
    }
    const fits = fitting(s, said.verb)
    const [hazard, ...more] = fits
    if (!hazard) return undefined
    return more.length
      ? reply(s, { text: hazardWords.whichOf(fits.slice(0, 5).map(lineOf), fits.length) })
      : acted(s, said, hazard)
  },
}

/** Sensitive words mark it first: what follows is told accordingly. */
function acted(s: Situation, { verb, arg }: Meant, named: Rec): Change[] {
  const { hazard, changes } = marked(s, named)
  return [...changes, ...act(s, verb, hazard, { arg, data: {}, form: {} })]
}

/** Those that it may be meant for: any for officers; else one's own. A drill's only where nothing real fits. */
function fitting(s: Situation, verb: Verb): Rec[] {
  const all = s.need(ACTABLE).filter((r) => r.kind === 'hazard_report' && verb.from.includes(r.state))
  const own = all.filter((r) => isOfficer(s.person) || (verb.roles.length || verb.village ? may(s, verb, r) : false))
  const real = own.filter((r) => !r.drill)
  return real.length ? real : own
}

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
  needs: (heard) => (itemsIn(heard) ? [SUBJECT, ACTABLE] : undefined),
  run: (s) => {
    const items = itemsIn(s)
    if (!items) return undefined
    const waiting = s
      .need(ACTABLE)
      .filter((r) => r.kind === 'hazard_report' && r.fields.severity === '重大' && r.state === 'registered')
      .filter((r) => may(s, VERBS['hazard.measures'], r))
    const named = theHazardNamed(s)
    const [hazard, ...more] = named ? [named] : waiting
    if (!hazard) return undefined
    if (more.length) return reply(s, { text: hazardWords.whichOf(waiting.slice(0, 5).map(lineOf), waiting.length) })
    const verb: Verb = { ...VERBS['hazard.measures'], run: (now, h) => keepMeasures(now, h, items) }
    return acted(s, { verb, arg: '', name: 'hazard.measures' }, hazard)
  },
}

const itemsIn = ({ event, person }: Heard) =>
  person && event.type === 'message' ? measuresIn(bareOf((event as MessageEvent).text)) : undefined

/** A photo with nothing but the number: kept with it, or the one that it waits for. */
export const photoNamed: Command<Change> = {
  needs: (heard) => (isPhotoOf(heard) ? [SUBJECT, LOOSE_ATTACHMENTS] : undefined),
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

/** YH-…（石岭村桥头 栏杆松动） */
const lineOf = ({ no, fields: { place, village, kind, description, restricted } }: Rec) =>
  `${no}${restricted ? '' : `（${[place ?? village, description ?? kind].filter(Boolean).join(' ').slice(0, 30)}）`}`
