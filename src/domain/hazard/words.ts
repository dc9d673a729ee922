/** Sentences of hazards. */

/** What each move says, by where it came from. */
const MOVED: Readonly<Record<string, string>> = {
  passed: '复查通过，已销号',
  registered: '已开始整改',
  recheck: '复查没有通过，请继续整改',
  cleared: '又出现了，已重新列入整改',
}
const DUE = { late: '隐患超期', today: '隐患今天到期', soon: '隐患将到期' } as const

export const hazardWords = {
  moved: (no: string, from: string, term?: string) => `${no} ${MOVED[from]}${term ? `，期限${term}` : ''}。`,
  dueTitle: (no: string, when: keyof typeof DUE) => `${DUE[when]}：${no}`,
  toRecheck: (no: string) => `隐患待复查：${no}`,
  whenRectified: (no: string) => `整改好后，请发“${no} 整改完成”并附照片。`,
  photoKept: (no: string) => `${no} 整改照片已收到，等待复查。`,
  extension: (no: string) => `延期申请：${no}`,
  extended: (no: string, day: string) => `${no} 已同意延期到${day}。`,
  hazardYours: (no: string) => `隐患转给您负责了，编号 ${no}`,
  handedTo: (no: string, name: string) => `${no} 已转给${name}，并已告知本人。`,
  notYourOwn: '自己负责或自己整改、自己申请的，要由别人来定。请另一位值班员或带班领导点一下。',
  standsAlready: (no: string, state: string) => `${no} 现在是“${state}”，不用再报。`,
  hazardKept: (no: string) => `隐患已登记，编号 ${no}`,
  needPhoto: (no: string) => `${no} 已记为整改完成，还差一张整改后的照片，请直接发到这里。`,
  whichHazard: (mine: string[]) =>
    `请说明是哪一条隐患，例如“${mine[0] ?? 'YH-20261124-003'} 整改完成”，或直接回复那张隐患卡片。${mine.length > 1 ? `您名下有：${mine.join('、')}。` : ''}`,
  extensionAsked: (no: string) => `${no} 的延期申请已转给值班员，请等答复。`,
  termUnread: (no: string, day: string, said: string) =>
    `${day}（“${said}”没看懂是哪天，先按默认期限。要改请发“${no} 申请延期到1月15日”）`,
  extensionUnread: (no: string, said: string) =>
    `${no} 的延期申请已转给值班员。“${said}”没看懂是哪天，请再发一次日期，例如“${no} 申请延期到1月15日”。`,
  dayHazards: (h: { found: number; cleared: number; open: number; overdue: number; awaitingRecheck: number }) =>
    `新增${h.found}条，销号${h.cleared}条，未销号${h.open}条${h.overdue ? `，其中超期${h.overdue}条` : ''}${h.awaitingRecheck ? `，待复查${h.awaitingRecheck}条` : ''}`,
  noneOpen: '没有记录到没销号的隐患。',
  openOnes: (all: number, registered: number, rectifying: number, recheck: number, late: number) =>
    `没销号的隐患${all}条：待整改${registered}条，整改中${rectifying}条，待复查${recheck}条；超期${late}条。`,
  openLine: (no: string, what: string, state: string, due: string | undefined, late: boolean) =>
    `${no} ${what}（${state}${due ? `，${late ? '超期，原定' : ''}${due}${late ? '' : '前'}` : ''}）`,
  andMore: (n: number) => `另有${n}条。`,
  noHazards: '您名下没有未销号的隐患。',
  sendWhenDone: (unlisted: number) =>
    `${unlisted > 0 ? `另有${unlisted}条，没有列出。` : ''}整改好后发“编号 整改完成”并附照片。`,
  exampleOfExtension: 'YH-… 申请延期到12月10日，材料没到',
  example: '隐患：老街社区5栋楼下消防通道被堵（可附照片）',
} as const
