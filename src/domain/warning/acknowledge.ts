/** Answers 应答: only a person's own act answers for them; having been sent or read something does not. */

import { kindNamed, kindNames, NATIONAL } from '../cap/profile.ts'
import type { ChatRef, MessageEvent, Outbound } from '../kernel/message.ts'
import type { Roster } from '../kernel/roster.ts'
import { type DecisionContext, officers, reply, type Situation, tell } from '../kernel/situation.ts'
import { drillOrReal } from '../reading/drill.ts'
import { isSensitive } from '../record/filing.ts'
import { type Said, saidIn, type Trouble } from './answer-said.ts'
import { pointedAt, type Words, wordsWith } from './answer-words.ts'
import { cardDue, TROUBLES_TOO, warningMessage } from './card.ts'
import type { Change } from './fact.ts'
import { ASKED, type Asked, owesOf, SHOWN, SUBJECT_WARNING, SUCCESSOR } from './needs.ts'
import { aloneMessage } from './trouble.ts'
import { untroubled } from './untroubled.ts'
import { type AnswerHow, isOwed, titleOf, type Warning, type WarningState } from './warning.ts'
import { warningWords } from './words.ts'

/** One person's own act answers. A second answer changes nothing. */
export function answer(
  g: DecisionContext,
  state: WarningState,
  personId: string,
  how: AnswerHow,
  said: string,
): Change[] {
  const mine = state.obligations.find((o) => o.personId === personId)
  if (!mine || mine.answeredAt || mine.endedAt || state.warning.state !== 'open') return []
  return [
    { type: 'obligation.answered', warningId: state.warning.id, personId, how, answer: said },
    cardDue(g, state.warning.id),
  ]
}

/** People were moved: that answers too, and is kept as acted with the record that says so, also where 收到 came before. */
export function recordAction(
  g: DecisionContext,
  state: WarningState,
  personId: string,
  record: { id: string; no: string },
): Change[] {
  if (state.warning.state !== 'open' || !state.obligations.some((o) => o.personId === personId && !o.endedAt)) return []
  return [
    ...answer(g, state, personId, 'report', record.no),
    { type: 'obligation.acted', warningId: state.warning.id, personId, recordId: record.id },
    cardDue(g, state.warning.id),
  ]
}

/** Whether what is said in this chat can be meant for the warning: it was posted here, or this is the person's own chat. */
const saidHere = (w: Warning, channel: string, chat: ChatRef) =>
  chat.kind === 'p2p' || w.chats.some((c) => c.channel === channel && c.chat === chat.id)

/** What a message means to the warnings that ask its sender. */
export interface Heard {
  said: Said
  /** Those that it answers, and those of the same chat that stay open. */
  answers: Asked[]
  left: Asked[]
  /** The one that a denial or a difficulty is about. */
  about?: Asked
  /** It names a warning, or a drill, that does not ask the sender. */
  misnamed: boolean
  /** It quotes a warning that is over. */
  over?: WarningState
}

/** Undefined = the sender is asked by no warning here, or talks to somebody else. */
export function heardOf(s: Situation): Heard | undefined {
  const event = s.event as MessageEvent
  if (!s.person || !event.text) return undefined
  const { channel, chat } = event
  const quoted = s.need(SUBJECT_WARNING)
  // a quote of anything else is talk among people
  if ((event.replyTo || event.thread) && !quoted) return undefined
  const here = s
    .need(ASKED)
    .filter((a) => (quoted ? a.warning.id === quoted.warning.id : saidHere(a.warning, channel, chat)))
  const over = quoted && quoted.warning.state !== 'open' && quoted.warning.state !== 'draft' ? quoted : undefined
  if (!here.length && !over) return undefined
  const said = untroubled(saidIn(event.text, wordsOf(s.roster), s.person.name), event.text, s.reading?.likely ?? {})
  const owed = standingFirst(s, quoted ? here : owesOf(s).filter((a) => saidHere(a.warning, channel, chat))).filter(
    (a) => isOwed(a.obligation),
  )
  const chosen = said.answers ? meant(said, event.text, owed, here) : []
  return {
    said,
    answers: chosen,
    left: owed.filter((a) => !chosen.includes(a)),
    about: standingFirst(s, here)[0],
    misnamed: said.answers && owed.length > 0 && !chosen.length,
    ...(over ? { over } : {}),
  }
}

/** What was shown to the sender last stands first: the newest warning, or the one that was just asked again. */
const standingFirst = (s: Situation, list: Asked[]): Asked[] => {
  const at = (a: Asked) => s.need(SHOWN).get(a.warning.id)?.getTime() ?? 0
  return [...list].sort((a, b) => at(b) - at(a) || (a.warning.id < b.warning.id ? 1 : -1))
}

/**
 * Which of several an answer is for: those its clauses name, else as many as it counts, else the one that stands above it.
 * @param here all that ask the sender, answered or not: 第一条 counts among them.
 */
function meant(said: Said, text: string, owed: Asked[], here: Asked[]): Asked[] {
  const spoken = said.clauses.filter((c) => c.sense === 'yes' || c.sense === 'name' || c.sense === 'drill')
  const { verdict } = drillOrReal(text)
  const pool = verdict === 'drill' ? owed.filter((a) => a.warning.drill) : owed
  const numbered = pool.filter((a) => text.toUpperCase().includes(a.warning.no))
  if (numbered.length) return numbered
  const inOrder = [...here].sort((a, b) => (a.warning.id < b.warning.id ? -1 : 1))
  const named = together(spoken.map((c) => referenceIn(c.said, inOrder))).filter((r) => !!r)
  if (named.length) return pool.filter((a) => named.some((fits) => fits(a)))
  const unmarked = verdict === 'real' ? pool : pool.filter((a) => a.warning.drill)
  const counts = said.clauses.filter((c) => spoken.includes(c) || c.sense === 'calm').map((c) => countIn(c.said))
  return unmarked.slice(0, Math.max(1, ...counts))
}

/** What a clause names one of several warnings by. */
interface Reference {
  drill?: boolean
  kinds: string[]
  colours: string[]
  only?: Asked
}

const DRILL_WORD = /演练|演习|拉练|推演/
const REAL_WORD = /真(?:的|实|预警|家伙)|正式的/
/** 红色, 红的那条: a colour by itself; 红 within a name is none. */
const COLOUR_SAID = /([红橙黄蓝])(?:色|的|那|级)/g
const COLOUR_OF: Record<string, string> = { 红: 'red', 橙: 'orange', 黄: 'yellow', 蓝: 'blue' }
const FIRST = /第[一1]|[前上]一[条个则份]|前面(?:那|的|一)|头一?[条个则份]/
const NTH = /第([二三四五2-5])[条个则份]/
const LAST = /[后下]一[条个则份]|后面(?:那|的|一)|最新|最后一?[条个则份]/

function referenceIn(clause: string, inOrder: readonly Asked[]): Reference {
  const nth = NTH.exec(clause)?.[1]
  // of one there is no first and no last
  const at =
    inOrder.length < 2
      ? -1
      : FIRST.test(clause)
        ? 0
        : nth
          ? COUNTS[nth]! - 1
          : LAST.test(clause)
            ? inOrder.length - 1
            : -1
  return {
    ...(DRILL_WORD.test(clause) ? { drill: true } : REAL_WORD.test(clause) ? { drill: false } : {}),
    kinds: kindsIn(clause),
    colours: [...clause.matchAll(COLOUR_SAID)].map((m) => COLOUR_OF[m[1]!]!),
    only: inOrder[at],
  }
}

/** What fits each clause that names one; a kind and a colour that stand in clauses of their own are of one warning: 收到，暴雨，红色. */
function together(all: Reference[]): (((a: Asked) => boolean) | undefined)[] {
  const kinds = all.flatMap((r) => r.kinds)
  const colours = all.flatMap((r) => r.colours)
  const apart = kinds.length && colours.length && !all.some((r) => r.kinds.length && r.colours.length)
  return all.map((r) => {
    const one = apart && (r.kinds.length || r.colours.length) ? { ...r, kinds, colours } : r
    if (one.drill === undefined && !one.kinds.length && !one.colours.length && !one.only) return undefined
    return ({ warning: w }) =>
      (one.drill === undefined || w.drill === one.drill) &&
      (!one.only || one.only.warning.id === w.id) &&
      (!one.kinds.length || one.kinds.some((k) => sameKind(k, w.event))) &&
      (!one.colours.length || one.colours.some((c) => c === w.colour))
  })
}

const COUNTS: Record<string, number> = { 两: 2, 二: 2, 俩: 2, '2': 2, 三: 3, '3': 3, 四: 4, '4': 4, 五: 5, '5': 5 }

/** 两条都收到: how many are meant; 都, 全部 = every one. */
function countIn(clause: string): number {
  const count = /(?<!第)([两二俩三四五2-5])\s?[条个份则]/.exec(clause)?.[1]
  if (count) return COUNTS[count]!
  return /收|看|知|晓|明白/.test(clause) && /都|全部?|各条|几条/.test(clause) ? Number.POSITIVE_INFINITY : 1
}

/** Kinds as people call them for short. */
const SHORT_KINDS: Record<string, string> = { 地灾: '地质灾害' }
const KINDS = [...new Set([...kindNames(NATIONAL), ...Object.keys(SHORT_KINDS)])].sort((a, b) => b.length - a.length)

/** Kinds of warning that a clause names, the longest name first. */
function kindsIn(clause: string): string[] {
  const out: string[] = []
  let rest = clause
  for (const kind of KINDS)
    if (rest.includes(kind)) {
      out.push(SHORT_KINDS[kind] ?? kind)
      rest = rest.replaceAll(kind, '，')
    }
  const pointed = pointedAt(rest)
  return pointed ? [...out, pointed] : out
}

const sameKind = (said: string, event: string | null): boolean =>
  !!event &&
  (event.includes(said) ||
    said.includes(event) ||
    (kindNamed(NATIONAL, said)?.name ?? said) === kindNamed(NATIONAL, event)?.name)

const compiled = new WeakMap<Roster, Words>()

/** The lexicon with this station's places and the kinds of warning, made once a roster. */
function wordsOf(roster: Roster): Words {
  let all = compiled.get(roster)
  if (!all) {
    const bare = (name: string) => name.replace(/(?:村|社区)$/, '')
    const places = [
      roster.station.township,
      ...roster.villages.flatMap((v) => [v.name, bare(v.name), ...v.aliases]),
      ...roster.grids.map((x) => x.name),
    ].filter((name) => name.length > 1)
    all = wordsWith([...KINDS.map((k) => [k, 'noun'] as const), ...places.map((p) => [p, 'place'] as const)])
    compiled.set(roster, all)
  }
  return all
}

/** The answers of a message alone, where something else is said to its sender. */
export const answersOnly = (s: Situation, { answers }: Heard): Change[] =>
  answers.flatMap(({ warning, obligation }) =>
    answer(s, { warning, obligations: [obligation] }, s.person!.id, 'word', kept(s, (s.event as MessageEvent).text)),
  )

/** What follows from it for the warnings: answers kept, the officer told, the sender told what is still open. @param asks a question that the records answer. @param files it leaves a record. */
export function heardAnswer(s: Situation, heard: Heard, { asks, files }: { asks: boolean; files: boolean }): Change[] {
  const { said, answers, left, about, misnamed, over } = heard
  if (over && said.answers) return inForce(s, over)
  const changes = answersOnly(s, heard)
  // a question that the records answer, 今晚防汛谁值班, is answered below
  const trouble = said.trouble ?? (said.asks && !asks ? 'question' : !files && unread(s, said, left) ? 'unclear' : null)
  if (trouble && about) return [...changes, ...troubled(s, about, trouble, said.help, answers.length > 0)]
  const line = misnamed
    ? warningWords.answersNone(listed(left))
    : answers.length && left.length
      ? warningWords.answersOne(listed(answers), listed(left))
      : ''
  return [...changes, ...(line ? reply(s, { text: line, drill: (answers[0] ?? left[0])?.warning.drill ?? false }) : [])]
}

/** Said in private to the station by somebody who has not answered, and nothing that it could make anything of. */
const unread = (s: Situation, said: Said, left: Asked[]) =>
  said.unclear && left.length > 0 && (s.event as MessageEvent).chat.kind === 'p2p'

/** A person's words as they stand with the warning, which many may read. */
const kept = (s: Situation, text: string) => (isSensitive(s, text) ? warningWords.heldBack : text.slice(0, 200))

/** 大风红色预警（YJ-…）、… */
const listed = (list: Asked[]) =>
  list.map(({ warning: w }) => `${w.drill ? '演练：' : ''}${titleOf(w)}（${w.no}）`).join('、')

/**
 * A denial, a difficulty or a question: kept, and before the officers within a second on the warning's one card of troubles. A
 * call for help has a card of its own, and in a drill one that is not marked as the drill's: it may be real.
 */
function troubled(s: Situation, { warning: w, obligation: o }: Asked, what: Trouble, help: boolean, answered: boolean) {
  const event = s.event as MessageEvent
  const about = { kind: 'warning', id: w.id } as const
  const done = answered || !!o.answeredAt
  const apart = drillOrReal(event.text)
  const real = w.drill && apart.verdict === 'real' && (help || insists(event.text))
  const drill = w.drill && !real
  const told = answered ? warningWords.answeredAndTold : done ? warningWords.officerHeard : warningWords.officerTold
  const shown: Outbound =
    what === 'denial' && event.chat.kind === 'p2p' && !answered
      ? warningMessage(s, w, [], warningWords.hereItIs)
      : { text: real ? warningWords.maybeReal : what === 'unclear' ? warningWords.unreadTold(titleOf(w)) : told, drill }
  // what a warning keeps no words of can only be told alone
  const alone = help || real || isSensitive(s, event.text)
  const changes: Change[] = [
    { type: 'obligation.troubled', warningId: w.id, personId: o.personId, what, text: kept(s, event.text) },
    ...(alone
      ? officers(s)
          .filter((p) => p.id !== o.personId)
          .flatMap((p) =>
            tell(s, p.id, aloneMessage(w, o, { what: help ? 'help' : what, said: event.text, answered: done, real }), {
              priority: 'alert',
              about,
            }),
          )
      : [cardDue(s, w.id, TROUBLES_TOO)]),
    ...reply(s, shown, { about }),
  ]
  return changes
}

/** 真的, 不是演练: the words insist that it is real. */
const insists = (text: string) => drillOrReal(text, { declared: 'drill' }).verdict === 'doubt'

/** Why a press on 收到, or a 收到 below a card, no longer counts there, and what counts now. */
export function inForce(s: Situation, { warning: w, obligations }: WarningState): Change[] {
  const mine = obligations.find((o) => o.personId === s.person?.id)
  const said = (text: string) => reply(s, { text, drill: w.drill })
  // what nobody was told of yet is not told of here either, nor that it is a drill
  if (w.state === 'draft' || w.state === 'discarded') return reply(s, { text: warningWords.notIssued })
  if (w.state === 'open' && !mine) return said(warningWords.notAsked(titleOf(w)))
  if (w.state === 'open' && !mine?.endedAt) return []
  const why = w.state === 'lifted' ? '已解除' : w.state === 'closed' ? '已结束' : '已被替代'
  const owed = owesOf(s).filter((a) => a.warning.drill === w.drill && a.warning.id !== w.id)
  // the one that took its place, else whatever still asks the sender
  const successor = s.need(SUCCESSOR)
  const next = owed.find((a) => a.warning.id === successor?.id) ?? (why === '已被替代' ? owed[0] : undefined)
  if (next)
    return reply(s, warningMessage(s, next.warning, [], warningWords.answerThis(titleOf(w), why)), {
      about: { kind: 'warning', id: next.warning.id },
    })
  const now = successor?.state === 'open' ? successor : undefined
  return said(
    warningWords.noLonger(titleOf(w), why, now && `${titleOf(now)}（${now.no}）`, owed.length ? listed(owed) : ''),
  )
}
