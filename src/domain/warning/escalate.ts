/**
 * The step-up table at work: what happens to silence, step by step. The table is the warning's own, as it stood when issued;
 * one deadline stands at a time, so that steps come in order and a late one comes once.
 */

import type { Owed } from '../kernel/fact.ts'
import type { Outbound, Urgent } from '../kernel/message.ts'
import type { Person } from '../kernel/roster.ts'
import { type DecisionContext, leaders, officers, tell, withRole } from '../kernel/situation.ts'
import { minutesAfter } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { airingProposal } from './air.ts'
import { contactsFor } from './audience.ts'
import { callCard, namesOf } from './call.ts'
import { tellOfficers, warningMessage } from './card.ts'
import { OPEN, UNANSWERED } from './due.ts'
import type { Change } from './fact.ts'
import type { CallStep } from './settings.ts'
import type { How } from './step.ts'
import { isOwed, type Obligation, titleOf, type Warning, type WarningState } from './warning.ts'
import { warningWords } from './words.ts'

/** From when a warning's steps count. */
export const countsFrom = (warning: Warning): Date => warning.stepsFrom ?? warning.openedAt!

export const dueOf = (warning: Warning, step: CallStep): Date => minutesAfter(countsFrom(warning), step.after_minutes)

/** The deadline of a step, where there is such a step and anybody whom it may concern. */
export function stepDue(g: DecisionContext, { warning, obligations }: WarningState, step: number): Change[] {
  const next = warning.policy[step]
  if (!next || warning.state !== 'open' || !obligations.some(isOwed)) return []
  return [
    {
      type: 'deadline.set',
      id: g.newId(),
      kind: 'warning.step',
      subjectId: warning.id,
      dueAt: dueOf(warning, next),
      step,
    },
  ]
}

interface Stepping {
  state: WarningState
  /** Those who are silent. */
  open: Obligation[]
  /** The rest of what is owed by this step. */
  rest: Pick<Owed, 'priority' | 'about' | 'step'>
}

interface Stepped {
  changes: Change[]
  obligations?: Obligation[]
}

/** A step falls due: the silent are asked again, harder, or somebody else is told. A step once taken is not taken again. */
export function stepUp(g: DecisionContext, state: WarningState, step: number): Change[] {
  const { warning } = state
  const now = warning.policy[step]
  const open = state.obligations.filter((o) => isOwed(o) && o.step <= step)
  if (warning.state !== 'open' || !open.length || !now) return []
  const rest = { priority: 'warning', about: { kind: 'warning', id: warning.id }, step: step + 1 } as const
  const { changes, obligations = state.obligations } = HOW[now.how](g, { state, open, rest })
  const silent = new Set(open.map((o) => o.personId))
  const after = {
    warning,
    obligations: obligations.map((o) => (silent.has(o.personId) ? { ...o, step: step + 1 } : o)),
  }
  return [
    { type: 'obligation.stepped', warningId: warning.id, personIds: [...silent], step: step + 1, how: now.how },
    ...changes,
    ...stepDue(g, after, step + 1),
    ...tellOfficers(g, after),
  ]
}

/** The silent person, privately, once more; with a buzz where asked. */
const ask =
  (lead: string, urgent?: Urgent['how']) =>
  (g: DecisionContext, { state, open, rest }: Stepping): Stepped => ({
    changes: open
      .filter((o) => o.reach !== 'on_leave' && o.reach !== 'refused')
      .flatMap((o) =>
        tell(g, o.personId, warningMessage(g, state.warning, [], lead), {
          ...rest,
          still: UNANSWERED.name,
          ...(urgent ? { urgent } : {}),
        }),
      ),
  })

const others = (g: DecisionContext, people: Person[], message: Outbound, rest: Stepping['rest']): Stepped => ({
  changes: people.flatMap((p) => tell(g, p.id, message, { ...rest, still: OPEN.name })),
})

/** 再催一次: an officer asks the silent again, outside the table. */
export const askAgain = (g: DecisionContext, state: WarningState): Change[] =>
  ask(warningWords.answerSoon)(g, {
    state,
    open: state.warning.state === 'open' ? state.obligations.filter(isOwed) : [],
    rest: { priority: 'warning', about: { kind: 'warning', id: state.warning.id } },
  }).changes

/** What each step of the table does; its words, and what the auditor looks for, in `step.ts`. */
const HOW: Record<How, (g: DecisionContext, s: Stepping) => Stepped> = {
  again: ask(warningWords.answerSoon),
  urgent: ask(warningWords.answerNow, 'app'),
  urgent_sms: ask(warningWords.answerNow, 'sms'),
  urgent_phone: ask(warningWords.answerNow, 'phone'),
  other_channel: (g, { state, open, rest }) => ({
    changes: open.flatMap((o): Change[] => {
      const other = g.roster.reach.get(o.personId)?.find((r) => r.channel !== o.channel)
      if (!other || o.reach === 'on_leave') return []
      const message = warningMessage(g, state.warning, [], warningWords.answerSoon)
      const owed: Owed = { id: g.newId(), to: other, personId: o.personId, message, ...rest, still: UNANSWERED.name }
      return [{ type: 'message.owed', owed }]
    }),
  }),
  next_contact: (g, { state, open, rest }) => handOver(g, state, open, rest.step ?? 0),
  leader: (g, { state: { warning }, open, rest }) =>
    others(
      g,
      [...new Map([...leaders(g), ...withRole(g.roster, 'town_leader')].map((p) => [p.id, p])).values()],
      cardMessage(
        {
          title: `${titleOf(warning)} ${open.length}人未应答`,
          tone: warning.colour ?? 'warn',
          lines: [warningWords.lateOnes, ...namesOf(open), ...known([['编号', warning.no]])],
        },
        warning.drill,
      ),
      rest,
    ),
  door_knock: (g, { state: { warning }, open, rest }) => {
    const duty = officers(g)
    const near = grouped(open, (o) => (duty.some((p) => p.id === o.contactId) ? null : o.contactId))
    return {
      changes: [
        ...others(g, duty, callCard(warning, open, warningWords.sendSomebody), rest).changes,
        ...[...near].flatMap(([contact, theirs]) =>
          tell(g, contact, callCard(warning, theirs, warningWords.goThere), { ...rest, still: OPEN.name }),
        ),
      ],
    }
  },
  loudspeaker: (g, { state, open, rest }) =>
    others(
      g,
      [...new Map([...officers(g), ...withRole(g.roster, 'broadcaster')].map((p) => [p.id, p])).values()],
      airingProposal(g, state.warning, open.length),
      rest,
    ),
}

/**
 * Asks the next contact of each silent person to reach them: each contact gets one message with all their names.
 * @param lost people whom no message reaches, and who are asked nothing.
 */
export function handOver(
  g: DecisionContext,
  state: WarningState,
  silent: Obligation[],
  step: number,
  lost: ReadonlySet<string> = new Set(),
): Required<Stepped> {
  const owed = new Set(silent.map((o) => o.personId))
  // somebody who is still asked to and is not silent themselves need not be asked twice
  const anew = silent.filter((o) => !o.contactId || owed.has(o.contactId) || lost.has(o.contactId))
  const contacts = contactsFor(g, state.obligations, silent, lost)
  const asked = new Map<string, Obligation[]>()
  for (const o of anew) for (const p of contacts.get(o) ?? []) asked.set(p.id, [...(asked.get(p.id) ?? []), o])
  const contactOf = new Map(anew.map((o) => [o.personId, contacts.get(o)?.[0]?.id ?? null]))
  return {
    changes: [...asked].flatMap(([contact, theirs]): Change[] => {
      const named = theirs.filter((o) => contactOf.get(o.personId) === contact)
      return [
        ...(named.length
          ? [
              {
                type: 'obligation.handed',
                warningId: state.warning.id,
                contactId: contact,
                personIds: named.map((o) => o.personId),
                step,
              } as const,
            ]
          : []),
        ...tell(g, contact, callCard(state.warning, theirs, warningWords.helpReach), {
          priority: 'warning',
          about: { kind: 'warning', id: state.warning.id },
          step,
          still: OPEN.name,
        }),
      ]
    }),
    obligations: state.obligations.map((o) =>
      contactOf.has(o.personId) ? { ...o, contactId: contactOf.get(o.personId) ?? null } : o,
    ),
  }
}

function grouped<T>(list: T[], key: (t: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const t of list) {
    const k = key(t)
    if (k) groups.set(k, [...(groups.get(k) ?? []), t])
  }
  return groups
}
