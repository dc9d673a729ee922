/** Sentences of teams that were called out. */

export const calloutWords = {
  noTeams: '一天之内没有记录到队伍出动或到场，请打电话问现场。',
  teams: '队伍最近的消息：',
  teamLine: (when: string, what: string, no: string) => `${when} ${what || '内容不全'}（${no}）`,
  calloutKept: (no: string, what: string) => `已记队伍出动 ${no}：${what || '内容待补'}。`,
} as const
