/** Sentences of what was held. */

export const activityWords = {
  activityKept: (no: string, what: string) => `已记活动 ${no}：${what || '内容待补'}。`,
} as const
