/** Sentences of rounds. */

export const patrolWords = {
  patrolKept: (no: string) => `已记巡查 ${no}，辛苦了。`,
} as const
