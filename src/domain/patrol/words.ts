/** Sentences of rounds. */

export const patrolWords = {
  noRounds: '今天没有记录到巡查。',
  rounds: (n: number) => `今天记录到巡查${n}次：`,
  roundLine: (name: string, what: string) => `${name} ${what}`.trim(),
  times: (n: number) => `${n}次`,
  noneToday: '今日无记录',
  patrolKept: (no: string) => `已记巡查 ${no}，辛苦了。`,
  example: '今日巡查牛栏冲水库，一切正常',
} as const
