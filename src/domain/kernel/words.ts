/** Every sentence Anan says. Plain, polite, short; what matters first, then what to do next. */
import type { Card, Line } from './message.ts'

/** Where to turn when it cannot wait; without the number where the station has not set it. */
const callIfUrgent = (phone: string) => `事情急，请直接打${phone ? `值班室电话 ${phone}` : '值班室电话'}。`

export const words = {
  tooMuch: '您发得很快，安安都记着，这一分钟先不一一回复。险情照常登记、照常叫人。',
  notUnderstood: '没看明白您的意思。可以直接说“哪里、出了什么事”，或发“帮助”看例子。',
  hazardYours: (no: string) => `隐患转给您负责了，编号 ${no}`,
  reportYours: (no: string) => `${no} 转给您负责`,
  hazardNotYours: (no: string, name: string) => `${no} 已转给${name}，您不用再跟进。`,
  handedTo: (no: string, name: string) => `${no} 已转给${name}，并已告知本人。`,
  whichRecord: (some: string[], n: number) =>
    `说的是哪一条？请带上编号再说一次：\n${some.join('\n')}${n > some.length ? `\n另有${n - some.length}条。` : ''}`,
  noSuchRecord: '没有找到这个编号的在办事项，请核对编号，例如“YH-20261124-003 转给 张三”。',
  whoIsMeant: (name: string, found: number) =>
    found ? `叫“${name}”的有${found}人，请在姓名前写上村名，例如：石岭村张三。` : `花名册里没有“${name}”，请写全名。`,
  cannotAnswer: (askable: string) => `这个问题安安答不了。可以问：${askable}。`,
  noReports: '近三天没有未办结的灾情险情。',
  saidBesides: (no: string) => `${no} 报告人又说了新情况，请看`,
  figuresStand: '从这句话里没有读出数字，登记的数字没有改。要改请核实后在卡片下回复更正。',
  lookAtFigures: '登记的数字没有改全，请核实人员情况。',
  noReportsOfYours: '您近三天没有还没办结的灾情险情。',
  liftByCard: '要解除，请点这张卡片上的按钮；收到过的人都会被告知。',
  strangerKept: '已记下您说的情况，正请值班员核实。您的账号还没有绑定，请向站里要六位绑定码，发“绑定 六位码”。',
  bound: (name: string) => `绑定成功，${name}，您好。以后直接在这里报情况就行。`,
  badCode: '这个绑定码不对、已用过或已过期。请向站里要一个新的六位码，再发“绑定 六位码”。',
  codesPaused: '绑定码输错的次数太多，一小时后再试，或者请值班员帮您。',
  codesGuessedBy: (who: string) => `有人连续输错绑定码，已停一小时：${who}。如果不认识这个人，请不要给码，并告诉站里。`,
  codesVoid: (names: string[]) =>
    `绑定码已作废：有人反复试码，为了安全，${names.filter(Boolean).join('、')}的码不能用了。需要的话请重新生成。`,
  yourCodeVoid: '您的绑定码已作废：有人在反复试码。请向站里要一个新的。',
  signedIn: (agent: string) => `您刚刚在${agent}上登录了网页。如果不是您本人，请马上发“我的账号”，并告诉站里。`,
  sessionsEnded: (n: number) => (n ? `${n}处网页登录已退出，再进要用新的六位码。` : '现在没有网页登录。'),
  boundElsewhere: (channel: string) =>
    `您新绑定了一个${channel}账号。如果不是您本人绑定的，请马上发“我的账号”查看，并告诉站里。`,
  notBound: '这个账号没有绑定，不用解绑。要绑定，请向站里要六位绑定码，发“绑定 六位码”。',
  released: '已解绑。要再用，请向站里要六位绑定码，发“绑定 六位码”。',
  setAside: (no: string, phone: string) =>
    `您的话已原样记下，编号 ${no}，安安没能自动处理，已转给值班员。${callIfUrgent(phone)}`,
  voice: (no: string, phone: string) =>
    `语音安安听不了，请打字写“哪里、出了什么事”，或直接打${phone ? `值班室电话 ${phone}` : '值班室电话'}。已请值班员来听，编号 ${no}。`,
  notDone: (phone: string) => `刚才这件事没有办成，已告诉值班员，请稍后再试一次。${callIfUrgent(phone)}`,
  alreadyDone: '这件事刚刚已有人处理，状态变了，请看最新的卡片。',
  movedMeanwhile: (no: string, state: string, owner?: string) =>
    `这件事刚刚已有人处理：${no} 现在是“${state}”${owner ? `，由${owner}负责` : ''}，请看最新的卡片。`,
  strangerAside: (no: string, phone: string) =>
    `您的话已原样记下，编号 ${no}，正请值班员核实。您的账号还没有绑定，请向站里要六位绑定码，发“绑定 六位码”。${phone ? `值班室电话 ${phone}。` : ''}`,
  strangerPress: '您的账号还没有绑定，点了不算数。请向站里要六位绑定码，发“绑定 六位码”，再点一次。',
  notYourOwn: '自己负责或自己整改、自己申请的，要由别人来定。请另一位值班员或带班领导点一下。',
  standsAlready: (no: string, state: string) => `${no} 现在是“${state}”，不用再报。`,
  notAllowed: (who: string) => `这一步要由${who}来做。如需帮忙，请联系值班员。`,
  checkedIn: '已签到',
  checkedOut: '已签退',
  handedOver: (from: string, to: string) => `已记交接班：${from || '—'} → ${to || '—'}`,
  patrolKept: (no: string) => `已记巡查 ${no}，辛苦了。`,
  evacuationKept: (no: string, what: string) => `已记转移 ${no}：${what}。`,
  reportKept: (no: string) => `已记下并通知值班员，编号 ${no}。`,
  writtenLate: (when: string) => `写于 ${when}`,
  notListed: (n: number, no: string) => `还有${n}人没有列出，要转派给他们请发“${no} 转给 姓名”。`,
  reportJoined: (no: string) => `已补充到 ${no}。`,
  reportCorrected: (no: string, what: string) => `${no} 已更正：${what}。`,
  alreadyKept: (no: string) => `这条已登记过，编号 ${no}，不用重复上报。`,
  keptQuietly: '已收到，正在处理。请不要在群里转发。',
  /** On a card whose report turned out to be sensitive. */
  withheld: '这件事由值班员单独处理，请向值班员了解情况。',
  /** Instead of somebody's words about a warning that speak of sensitive matter. */
  heldBack: '（涉及敏感事项，原话由值班员掌握）',
  nothingToWithdraw: '没有找到您刚才报的内容。请回复要撤回的那条消息，说“撤回”。',
  checked: (no: string) => `${no} 已核对，谢谢。`,
  corrected: (no: string, what: string) => `${no} 已改：${what}。`,
  merged: (no: string, into: string) => `${no} 与 ${into} 是同一件事，已并到 ${into}。`,
  withdrawn: (no: string) => `${no} 已撤回。`,
  falseAlarm: (no: string) => `${no} 已记为误报，已告知值班员。`,
  hazardKept: (no: string) => `隐患已登记，编号 ${no}`,
  needPhoto: (no: string) => `${no} 已记为整改完成，还差一张整改后的照片，请直接发到这里。`,
  whichHazard: (mine: string[]) =>
    `请说明是哪一条隐患，例如“${mine[0] ?? 'YH-20261124-003'} 整改完成”，或直接回复那张隐患卡片。${mine.length > 1 ? `您名下有：${mine.join('、')}。` : ''}`,
  extensionAsked: (no: string) => `${no} 的延期申请已转给值班员，请等答复。`,
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
  noDuty: '值班表里现在没有排人，请站里尽快补上。',
  noHazards: '您名下没有未销号的隐患。',
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
  airMeanwhile: (no: string, state: string) => `${no} 现在是“${state}”，刚才这一下没有生效，请看最新的卡片。`,
  airNotNow: (no: string, state: string) => `${no} 现在是“${state}”，没有播发。要播请重新申请。`,
  warningEmpty:
    '没有读到预警原文。请发“发布预警”并附上完整原文，例如：发布预警 ××县气象台11月24日8时发布暴雨橙色预警信号：……',
  reportDoubt: (no: string) =>
    `${no} 已记下，正在请值班员核对是真实险情还是演练。是真的请马上回“不是演练”，并打电话给值班室。`,
  reportJudged: (no: string, drill: boolean) =>
    drill ? `${no} 按演练登记。` : `${no} 按真实险情登记，已通知值班人员。`,
  drillDoubt: '分不清是真实预警还是演练，还没有通知任何人。请核对后点一个。',
  drillEmpty:
    '没有读到演练内容。请发“发布演练”并附上通知内容，例如：发布演练 上午9时开展山洪避险演练，请各网格员到岗。',
} as const

/** 标签：值 lines, leaving out what is not known. */
export const known = (pairs: [string, unknown][]): Line[] =>
  pairs.flatMap(([label, value]) =>
    value === undefined || value === null || value === '' ? [] : [{ label, value: String(value) }],
  )

/** A card with its one-line summary, as one message. */
export const cardMessage = (card: Card, drill = false) => ({
  text: card.title,
  card,
  ...(drill ? { drill: true } : {}),
})

/** Channels as people call them; a channel without a word here goes by its own name. */
export const CHANNEL_WORDS: Record<string, string> = { web: '网页', feishu: '飞书', broadcast: '应急广播' }
