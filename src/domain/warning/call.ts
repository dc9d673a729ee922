/** Calls and visits 叫应: what came of phoning or knocking, entered by whoever did it (有叫有应有记录). */

import { WATCHERS } from '../kernel/access.ts'
import type { MessageEvent, Outbound, PressEvent } from '../kernel/message.ts'
import { hasRole, type Person } from '../kernel/roster.ts'
import { type DecisionContext, reply, type Situation } from '../kernel/situation.ts'
import { cardMessage, known, words } from '../kernel/words.ts'
import { isSensitive, toOfficersOnly } from '../record/filing.ts'
import { answer } from './acknowledge.ts'
import { byVillage, cardDue } from './card.ts'
import type { Change } from './fact.ts'
import { OPEN_WARNINGS, SUBJECT_WARNING } from './needs.ts'
import {
  type CallHow,
  type CallResult,
  isOwed,
  type Obligation,
  titleOf,
  type Warning,
  type WarningState,
} from './warning.ts'
import { warningWords } from './words.ts'

/** The longest note of a call. */
const NOTE = 200

/**
 * One call or visit with its result. Every one is kept as an attempt; only `answered` answers for the person, and only while
 * they still owe it. Of somebody the warning does not ask nothing is kept. A note of sensitive matter is the duty officer's.
 */
export function recordCall(
  g: DecisionContext,
  state: WarningState,
  call: { personId: string; calledBy: string; how: CallHow; result: CallResult; note: string | null },
): Change[] {
  if (!state.obligations.some((o) => o.personId === call.personId)) return []
  const held = !!call.note && isSensitive(g, call.note)
  const note = held ? warningWords.heldBack : (call.note?.slice(0, NOTE) ?? null)
  return [
    { type: 'obligation.called', id: g.newId(), warningId: state.warning.id, ...call, note },
    ...(call.result === 'answered' ? answer(g, state, call.personId, 'call', note ?? '') : []),
    ...(held
      ? toOfficersOnly(
          g,
          {
            title: warningWords.sensitiveNote,
            from: g.roster.people.get(call.calledBy)?.name ?? call.calledBy,
            text: call.note!,
          },
          state.warning.drill,
        )
      : []),
    cardDue(g, state.warning.id),
  ]
}

interface Came {
  how: CallHow
  result: CallResult
  /** On the button. */
  label: string
  /** As people write it. */
  said: RegExp
}

/** What can come of a call or a visit; what did not succeed is looked for first, since 没打通 holds 打通. */
export const RESULTS = {
  nobody: { how: 'phone', result: 'no_answer', label: '没人接', said: /[没无]人(?:接|应答)|[没未不]接/ },
  dead: {
    how: 'phone',
    result: 'unreachable',
    label: '打不通',
    said: /打不通|[没未](?:有)?打通|关机|停机|不在服务区|无法接通/,
  },
  wrong: { how: 'phone', result: 'wrong_number', label: '号码不对', said: /空号|号码(?:不对|错|有误)|打错/ },
  absent: {
    how: 'visit',
    result: 'no_answer',
    label: '上门没找到',
    said: /[没未](?:有)?(?:找到|见到)|(?:家里|家中|屋里)没人|不在家/,
  },
  met: {
    how: 'visit',
    result: 'answered',
    label: '上门见到',
    said: /见到|当面|上门(?:通知|叫应)?(?:到|了)|敲门.{0,6}(?:开|应)/,
  },
  reached: {
    how: 'phone',
    result: 'answered',
    label: '打通了',
    said: /打通|接通|(?:他|她|本人)(?:说)?(?:已经?|都)?收到了?|接了|已接|(?:已|都)?知晓|知道了|(?:已)?(?:通知|告知)(?:到|了|本人)/,
  },
} as const satisfies Record<string, Came>
type Result = keyof typeof RESULTS
const ORDER: Result[] = ['reached', 'nobody', 'dead', 'wrong', 'met', 'absent']

/** Most names that one card lets somebody choose from. */
const MOST = 60

/** 石岭村：张三、李四 — whom to reach, by village. */
export const namesOf = (open: Obligation[]) =>
  [...byVillage(open)].map(([label, all]) => ({ label, value: all.map((o) => o.name).join('、') }))

/** Whom to reach, with what came of it to press; for several people, a short form. */
export function callCard(w: Warning, open: Obligation[], lead: string): Outbound {
  const [one, ...more] = open
  const options = ORDER.map((value) => ({ label: RESULTS[value].label, value }))
  return cardMessage(
    {
      title: `${titleOf(w)} ${open.length}人未应答`,
      tone: w.colour ?? 'warn',
      lines: [lead, ...namesOf(open), ...known([['编号', w.no]])],
      ...(more.length
        ? {
            form: {
              fields: [
                {
                  name: 'person',
                  label: '谁',
                  type: 'select' as const,
                  required: true,
                  options: open
                    .slice(0, MOST)
                    .map((o) => ({ label: `${o.village ?? ''}${o.name}`, value: o.personId })),
                },
                { name: 'result', label: '结果', type: 'select' as const, required: true, options },
              ],
              submit: { label: '登记', act: 'warning.called', data: { id: w.id }, style: 'primary' as const },
            },
            note: warningWords.callInWords,
          }
        : {
            buttons: options.map(({ label, value }) => ({
              label,
              act: 'warning.called',
              data: { id: w.id, person: one!.personId, result: value },
            })),
          }),
    },
    w.drill,
  )
}

/** Officers enter results for anybody, and whoever was asked to reach a person for that person. */
const mayEnter = (by: Person | undefined, o: Obligation | undefined): boolean =>
  hasRole(by, ...WATCHERS) || (!!by && !!o && o.contactId === by.id)

/** 登记叫应结果: the card for everybody who still owes an answer. */
export function askCalls(s: Situation, state: WarningState): Change[] {
  const open = state.obligations.filter(isOwed)
  return open.length
    ? reply(s, callCard(state.warning, open, warningWords.enterCalls))
    : reply(s, { text: warningWords.allAnswered, drill: state.warning.drill })
}

/** A result pressed, or sent by the form. */
export function enterPressedCall(s: Situation, state: WarningState, press: PressEvent): Change[] {
  const personId = String(press.form?.person ?? press.data.person ?? '')
  const chosen = String(press.form?.result ?? press.data.result ?? '')
  const o = state.obligations.find((x) => x.personId === personId)
  if (!o || !Object.hasOwn(RESULTS, chosen)) return reply(s, { text: warningWords.chooseCall })
  return entered(s, state, o, RESULTS[chosen as Result], null)
}

function entered(s: Situation, state: WarningState, o: Obligation, came: Came, note: string | null): Change[] {
  const { drill } = state.warning
  if (!s.person || !mayEnter(s.person, o)) return reply(s, { text: words.notAllowed('值班员或被请去叫应的人'), drill })
  const left = state.obligations.filter(isOwed).length - (came.result === 'answered' && isOwed(o) ? 1 : 0)
  return [
    ...recordCall(s, state, { personId: o.personId, calledBy: s.person.id, how: came.how, result: came.result, note }),
    ...reply(s, {
      text: warningWords.callEntered(o.name, came.label, !isOwed(o), left),
      drill,
    }),
  ]
}

const LEAD = /^\s{0,5}(?:@?安安[，,\s]{0,3})?叫应[\s:：,，]{0,5}/

/**
 * Whether a text may tell what came of a call: 叫应 张三 打通了, or 张三电话打通，已知晓. Told by its words alone, so that
 * open warnings are loaded for it.
 */
export const tellsOfCall = (text: string): boolean =>
  text.length <= 80 && (LEAD.test(text) || (/电话|上门|打通|[没无]人接|打不通/.test(text) && !!cameOf(text)))

/** Ordered, and not only told. */
export const callOrdered = (text: string): boolean => LEAD.test(text)

const cameOf = (text: string): Came | undefined =>
  (['nobody', 'dead', 'wrong', 'absent', 'met', 'reached'] as const)
    .map((r) => RESULTS[r])
    .find((r) => r.said.test(text))

/**
 * A result in words, from somebody who may enter it; undefined where the text is about something else.
 * A name that fits several people is asked back with all of them.
 */
export function callTold(s: Situation, event: MessageEvent): Change[] | undefined {
  if (!tellsOfCall(event.text)) return undefined
  const commanded = callOrdered(event.text)
  const rest = event.text.replace(LEAD, '').trim()
  const open = s.need(OPEN_WARNINGS)
  const quoted = open.filter((w) => w.warning.id === s.need(SUBJECT_WARNING)?.warning.id)
  const states = quoted.length ? quoted : open
  const found = named(states, rest)
  const mine = found.filter(({ o }) => mayEnter(s.person, o))
  const drill = found[0]?.state.warning.drill ?? false
  if (!mine.length) {
    if (!commanded) return undefined
    return reply(s, {
      text: found.length
        ? words.notAllowed('值班员或被请去叫应的人')
        : states.length
          ? warningWords.calledNobody
          : warningWords.noOpenWarning,
      drill,
    })
  }
  const people = [...new Map(mine.map((m) => [m.o.personId, m])).values()]
  if (people.length > 1) {
    const which = people.slice(0, 8).map(({ o }) => `${o.village ?? ''}${o.name}`)
    return reply(s, {
      text: warningWords.calledSeveral(people.length, which),
      drill,
    })
  }
  const [{ state, o, after }] = people as [Named]
  const came = cameOf(after)
  if (!came) return commanded ? reply(s, { text: warningWords.callResult(o.name), drill }) : undefined
  return entered(s, state, o, came, rest)
}

interface Named {
  state: WarningState
  o: Obligation
  /** What follows the name. */
  after: string
}

/**
 * Whom a text begins with: a whole name, with the village before it or not; after 叫应 a given name will do.
 * Of one person's several open warnings the newest that is still owed is meant.
 */
function named(states: readonly WarningState[], text: string): Named[] {
  const byPerson = new Map<string, Named>()
  for (const state of states)
    for (const o of state.obligations) {
      const forms = [`${o.village ?? ''}${o.name}`, o.name, o.name.slice(1)].filter((f) => f.length >= 2)
      const form = forms.find((f) => text.startsWith(f))
      const before = byPerson.get(o.personId)
      if (form && (!before || (isOwed(o) && !isOwed(before.o))))
        byPerson.set(o.personId, { state, o, after: text.slice(form.length) })
    }
  // 张建平 and 建平 both begin 建平…: the longest name that fits is meant
  const all = [...byPerson.values()]
  const least = Math.min(...all.map((n) => n.after.length))
  return all.filter((n) => n.after.length === least)
}
