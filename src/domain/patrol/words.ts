/** Sentences of rounds. */

export const patrolWords = {
  times: (n: number) => `${n}次`,
  noneToday: '今日无记录',
  patrolKept: (no: string) => `已记巡查 ${no}，辛苦了。`,
} as const
