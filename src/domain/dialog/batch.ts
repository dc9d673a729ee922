/** Several messages of one chat in one batch. */
import type { AnyFact } from '../kernel/fact.ts'
import { NOUNS } from '../nouns.ts'

const FOLLOWED = new Set<string>(NOUNS.flatMap(({ followed }) => followed ?? []))

/** Whether the next message of the chat may be decided in the same batch as these facts. */
export const mayFollow = (facts: readonly AnyFact[]): boolean => facts.every((f) => FOLLOWED.has(f.type))
