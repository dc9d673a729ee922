/** Sentences of warnings and drills. */

export const warningWords = {
  dayWarnings: (w: { issued: number; open: number; asked: number; answered: number }) =>
    `发布${w.issued}条，应答${w.answered}/${w.asked}${w.open ? `，仍生效${w.open}条` : ''}`,
  noneToday: '今日无',
  daySilent: (names: string[], all: number) => names.join('、') + (all > names.length ? `等${all}人` : ''),
  liftByCard: '要解除，请点这张卡片上的按钮；收到过的人都会被告知。',
  /** Instead of somebody's words about a warning that speak of sensitive matter. */
  heldBack: '（涉及敏感事项，原话由值班员掌握）',
  answersOne: (taken: string, left: string) =>
    `已记您收到${taken}。还没应答：${left}，请点那张卡片的“收到”，或写明是哪一条。`,
  answersNone: (left: string) => `这句没有记为应答。还等您应答：${left}，请点卡片上的“收到”，或回复“收到”。`,
  howToAnswer: (left: string) =>
    `没看明白您的意思。要应答${left}，请点卡片上的“收到”，或回复“收到”；有困难请直接说，值班员会看到。`,
  returnAsked: (leader: string) =>
    `请先不要自行返回。何时返回，由带班领导${leader}核实后通知。您的话已转给${leader ? '带班领导和' : ''}值班员。`,
  returnDecide: '请核实现场是否安全、转移的人能否返回，并答复。预警解除不等于可以返回。',
  unreadTold: (title: string) => `没看懂这句，原话已转给值班员。要应答${title}，请点卡片上的“收到”，或回复“收到”。`,
  officerTold: '已告诉值班员。看到预警后，请点“收到”或回复“收到”。',
  officerHeard: '已告诉值班员。',
  maybeReal: '已告诉值班员，正在核实。有人有危险请马上打电话给值班室，并写清在哪里、出了什么事。',
  troublesNext: '请打电话问清楚、告知或答复，并安排人手。',
  callAtOnce: '请马上打电话问清楚，并安排人手。',
  callIfReal: '演练期间说的，可能是真的。请马上打电话核实；是真的，请对方写清地点和情况。',
  answeredAndTold: '已记为应答，您说的情况已告诉值班员。',
  hereItIs: '已告诉值班员。预警原文在这里，看到请点“收到”：',
  answerThis: (title: string, why: string) => `您应答的${title}${why}，现在生效的是这一条，请应答：`,
  noLonger: (title: string, why: string, now: string | undefined, owed: string) =>
    `${title}${why}，不用再应答。${now ? `现在生效的是${now}。` : ''}${owed ? `还等您应答：${owed}。` : ''}`,
  notAsked: (title: string) => `${title}不用您应答，谢谢。`,
  notIssued: '这一条没有发布，不用应答。有疑问请联系值班室。',
  noOpenWarning: '现在没有等待应答的预警。',
  allAnswered: '该应答的都已应答。',
  secondPerson: '这一级预警要由另一位值班员或带班领导确认，卡片已经发给他们，请催一下。',
  warningDraft: '请核对后确认发布。原文会一字不改地转发。',
  warningAlready: (no: string, state: string) => `这条预警已经有了：${no}（${state}），没有重复登记。`,
  areaFirst: '请先选好范围，再点“确认发布”。',
  warningDiscarded: '已取消，没有发出任何消息。',
  draftRecalled: (no: string) => `您撤回了原文：${no} 的草稿已取消，没有发出任何消息。`,
  recalledTooLate: (no: string) => `您撤回了原文，但 ${no} 已经发出，仍然有效。要结束它，请在它的卡片上点“解除”。`,
  draftIssued: (no: string) => `${no} 已经发布，没有取消。要结束它，请点“解除”。`,
  draftDiscarded: (no: string) => `${no} 的草稿已被取消，没有发布。要发布，请重新发来原文。`,
  warningEmpty:
    '没有读到预警原文。请发“发布预警”并附上完整原文，例如：发布预警 ××县气象台11月24日8时发布暴雨橙色预警信号：……',
  drillDoubt: '分不清是真实预警还是演练，还没有通知任何人。请核对后点一个。',
  drillEmpty:
    '没有读到演练内容。请发“发布演练”并附上通知内容，例如：发布演练 上午9时开展山洪避险演练，请各网格员到岗。',
} as const
