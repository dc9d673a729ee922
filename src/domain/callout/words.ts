/** Sentences of teams that were called out. */

export const calloutWords = {
  calloutKept: (no: string, what: string) => `已记队伍出动 ${no}：${what || '内容待补'}。`,
} as const
