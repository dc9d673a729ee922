/** Sentences of the daily summary. */

export const summaryWords = {
  title: (township: string, day: string) => `${township}应急日报 ${day}`,
  countedTo: (time: string) => `统计到${time}，以台账为准。`,
  nothingOf: (thing: string) => `没有记录到“${thing}”的隐患或检查。要问全部请说“还有几条没整改”。`,
  ofThing: (thing: string) => `记录到的“${thing}”：`,
  lineOf: (
    no: string,
    noun: string,
    what: string,
    state: string,
    owner: string | undefined,
    due: string | undefined,
    at: string,
  ) =>
    `${no} ${noun} ${what}：${[state, owner && `${owner}负责`, due && `期限${due}`].filter(Boolean).join('，')}（${at}更新）`,
  unverified: (n: number) => `${n}条未绑定人员的报送，不在上面的数里`,
  undelivered: (n: number) => `${n}条消息还没有送到，请站里查看`,
  drills: (n: number) => `${n}条，不计入以上各数`,
} as const
