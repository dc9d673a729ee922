/** Sentences of rounds. */

export const patrolWords = {
  noRounds: '今天没有记录到巡查。',
  rounds: (n: number) => `今天记录到巡查${n}次：`,
  roundLine: (name: string, what: string) => `${name} ${what}`.trim(),
  noneToday: '今日无记录',
  patrolKept: (no: string) => `已记巡查 ${no}，辛苦了。`,
  foundKept: (no: string, what: string) =>
    `已记巡查 ${no}${what ? `：${what}` : ''}。已报值班员，由值班员定要不要立隐患。情况变重请马上再说一句。`,
  found: (no: string) => `巡查发现情况 ${no}`,
  foundSettled: (no: string) => `巡查 ${no} 的情况已看过，不另立。`,
  takenBack: (no: string) => `巡查 ${no} 已更正为正常，不用处理。`,
  nothingWrong: '无',
  becomes: (no: string, what: string) => `巡查 ${no} 发现的情况已转${what}登记。`,
  asHazard: '登记隐患',
  asReport: '按险情上报',
  leaveIt: '不用另立',
  judge: '巡查记录已存。请点一下怎么处理。',
  timesFound: (n: number, found: number) => `${n}次${found ? `，发现情况${found}次` : ''}`,
  dueTitle: (n: number) => (n === 1 ? '有1处该巡查了' : `有${n}处该巡查了`),
  dueLine: (hours: number, last: string | undefined) =>
    `${hours % 24 ? `每${hours}小时` : `每${hours / 24}天`}一次，${last ? `上次${last}` : '还没有巡查记录'}`,
  andMore: (n: number) => `另有${n}处，没有列出。`,
  howToTell: (place: string) => `看过请回一句，例如“巡查${place}，一切正常”，有异常请直接说。`,
  takeCare: '预警期间请先顾好自己：雨大、水急、有异响时不要靠近，先撤离再报。',
  noneMissed: '现在没有到时间还没巡查的点。',
  missed: (n: number) => `到时间还没巡查的点有${n}处：`,
  missedPlace: (place: string, last: string | undefined) => `${place}（${last ? `上次${last}` : '还没巡查过'}）`,
  dayMissed: (n: number) => `${n}处到时间没有巡查`,
  example: '今日巡查牛栏冲水库，一切正常',
} as const
