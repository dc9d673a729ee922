/** Sentences of what was held. */

export const activityWords = {
  activityKept: (no: string, what: string) => `已记活动 ${no}：${what || '内容待补'}。`,
  notPlannedHere: '没有记录到培训、会议的安排，请问发通知的人。',
} as const
