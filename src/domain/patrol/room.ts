/** Rounds 巡查. */
import type { Noun } from '../kernel/noun.ts'
import { words } from '../kernel/words.ts'
import type { Change } from '../record/fact.ts'
import { kept } from '../record/kept.ts'

export const patrol = {
  readers: {
    patrol: { needs: [], files: true, read: (s) => kept(s, 'patrol', (r) => words.patrolKept(r.no)) },
  },
} satisfies Noun<Change>
