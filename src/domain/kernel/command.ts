/** Taught words: 绑定 …, 广播 …, 撤回. They come before reading. */
import type { AnyFact } from './fact.ts'
import type { Heard } from './heard.ts'
import type { MessageEvent } from './message.ts'
import type { Need } from './need.ts'
import { once } from './once.ts'
import type { Person, Roster } from './roster.ts'
import type { Situation } from './situation.ts'

export interface Command<F extends AnyFact> {
  /** What it looks at; undefined where the message, by its words and sender alone, is no such order. */
  needs(heard: Heard, roster: Roster): readonly Need[] | undefined
  /** Undefined where it is none, or turns out to be something else. */
  run(s: Situation): F[] | undefined
  /** Words that are left to what the message was read as, where that tells of something happening. */
  unlessReport?(text: string): boolean
  /** What else the message says is read as well. */
  readOn?: true
}

type By = { person?: Person; roster: Roster }

/** @param said what the text orders, or undefined where it is no such order. */
export const command = <T, F extends AnyFact>(
  said: (text: string, by: By) => T | undefined,
  needs: readonly Need[],
  run: (s: Situation, said: T, event: MessageEvent) => F[] | undefined,
): Command<F> => {
  const inEvent = once(
    ({ event, ...by }: Pick<Heard, 'event'> & By) => (event.type === 'message' ? said(event.text, by) : undefined),
    ({ person, roster }) => [person, roster],
  )
  return {
    needs: ({ event, person }, roster) => (inEvent({ event, person, roster }) === undefined ? undefined : needs),
    run: (s) => {
      const it = inEvent(s)
      return it === undefined ? undefined : run(s, it, s.event as MessageEvent)
    },
  }
}

/** An order of those alone whom the roster knows. */
export const ofKnown =
  <T>(said: (text: string, roster: Roster) => T | undefined) =>
  (text: string, { person, roster }: By): T | undefined =>
    person ? said(text, roster) : undefined
