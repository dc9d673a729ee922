/** Sentences of the daily summary. */

export const summaryWords = {
  title: (township: string, day: string) => `${township}应急日报 ${day}`,
  countedTo: (time: string) => `统计到${time}，以台账为准。`,
  unverified: (n: number) => `${n}条未绑定人员的报送，不在上面的数里`,
  undelivered: (n: number) => `${n}条消息还没有送到，请站里查看`,
  drills: (n: number) => `${n}条，不计入以上各数`,
} as const
