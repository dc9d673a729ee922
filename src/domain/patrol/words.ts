/** Sentences of rounds. */

export const patrolWords = {
  times: (n: number) => `${n}次`,
  noneToday: '今日无记录',
  patrolKept: (no: string) => `已记巡查 ${no}，辛苦了。`,
  example: '今日巡查牛栏冲水库，一切正常',
} as const
