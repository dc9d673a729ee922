/** Sentences of warnings and drills. */
import type { Doubt, Flag } from '../cap/profile.ts'

export const warningWords = {
  silentIn: (title: string, village: string, names: string[]) =>
    names.length
      ? `${title}：${village}还有${names.length}人没应答：${names.slice(0, 20).join('、')}${names.length > 20 ? ' 等' : ''}。`
      : `${title}：${village}要叫应的人都应答了。`,
  silentOf: (village: string, n: number) => `${village}${n}人`,
  silentVillages: (title: string, villages: string[]) =>
    villages.length
      ? `${title}：还有${villages.length}个村没应答齐：${villages.join('、')}。`
      : `${title}：各村都应答齐了。`,
  airOfDrill: '真实预警到这一步会提请播出大喇叭；演练不播出。',
  airByHand: '应急广播平台没有接通，请用村里的喇叭播发原文。',
  airAsksLeader: '点了以后请领导批准，批准才播。',
  makeUp: '请核对，并用电话或上门补上。',
  enterCalls: '打过电话或上过门的，请登记结果：',
  callInWords: '也可以直接发“叫应 姓名 打通了”。',
  chooseCall: '请先选好是谁、结果是什么，再点“登记”。',
  drillOver: '本次演练已结束，感谢配合。',
  unreachedNext: '消息到不了的，请核对花名册和账号绑定。',
  lateOnes: '以下人员超时未应答，请过问：',
  sendSomebody: '请安排人上门叫应，并登记结果：',
  goThere: '请上门叫应，并登记结果：',
  helpReach: '联系不上下面的人，请帮忙通知到本人，并登记结果：',
  notOverYet: '解除的只是预警，这些还没有结束：',
  pressReceived: '请本人点“收到”或回复“收到”。',
  liftedNoAnswer: '预警已解除，无需应答。',
  feedBack: '国家预警平台的列表又能读到了。',
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
  contested: (name: string, title: string) => `${name}说不是真的：${title}`,
  signUnder: (title: string) => `${title}期间有险情征兆`,
  signNext: '请先打电话核实；判断不了的，先把人转移出来。',
  contestedNext: '没有记为应答。请核对原文；确是误发或演练的，请按规定解除或说明。',
  standsTillChecked: '已转值班员核对。核对前这条预警照常有效，请照办；看到的请回“收到”。',
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
  exampleOfIssuing: '发布预警 青溪县气象台……（粘贴原文）',
  noneInForce: '没有记录到生效的预警。天气、水位和雨量安安不掌握，请看气象和水文部门的发布。',
  inForce: (n: number) => `现在生效的预警${n}个：`,
  inForceLine: (no: string, title: string, answered: number, owed: number, until?: string) =>
    `${title}（${no}），应答${answered}/${owed}${until ? `，到${until}` : ''}`,
  noWeather: '天气、水位和雨量请看气象和水文部门的发布。',
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
  isThisAWarning: '这是要转发的预警吗？',
  issueAfterAll: '是预警，确认发布',
  confirmDrill: '确认发出演练通知？',
  readInFull: '读得完整：发布单位、时间、种类、级别都写明了。',
  lacks: (lacks: string[]) =>
    `${lacks.length > 1 ? '不像要转发的预警，可能只是说到预警' : '不完整，不一定是要转发的预警'}：没有读到${lacks.join('、')}。`,
  realOrDrill: (title: string) => `是真实预警还是演练？${title}`,
  ofAnotherYear: (year: string, issued: string) => `这是${year}年的预警（${issued}发布），已过期。`,
  over: (until: string) => `已过期：写明的时段到${until}为止。`,
  old: (issued: string) => `已过期：${issued}发布，已超过24小时。`,
  notYet: (from: string) => `还没有生效：写明从${from}起。请核对时间。`,
  closed: (end: string) => `到了写明的结束时间（${end}），不再叫应。能否恢复正常，以县里和镇里的通知为准。`,
  speaksAsNews: '可能只是说到预警：像是新闻、总结、提问、学习或假设。',
  speaksWithout: (lacks: string[]) => `可能只是说到预警：没有读到${lacks.join('、')}。`,
  speaksOfNoIssuer: '可能只是说到预警：没有写明是谁发布的。',
  speaksOfNoTime: '可能只是说到预警：没有写明时间，也没有说要做什么。',
  inTrouble: (people: number, title: string) => `${people}人有困难或疑问：${title}`,
  moreSaid: (n: number) => `另有${n}句，见预警页面。`,
  eventOrDrill: (who: string, what: string) => `真实险情还是演练？${who}${what}`,
  answerSoon: '请尽快应答。',
  answerNow: '仍未应答，请立即点“收到”。',
  doNotReturn: (leader: string) => `请不要自行返回。何时返回，由带班领导${leader}核实后通知。`,
  allOver: (leader: string) => `预警已解除，不用再应答。已转移的人何时返回，由带班领导${leader}核实后通知。`,
  notBack: (left: string[]) => `已转移还没返回：${left.join('、')}`,
  airOrNot: '还有人没应答，要不要上应急广播？',
  moreOpen: (n: number) => `另有${n}条预警还在叫应，这里只列最近的3条，全部见预警页面。`,
  auditFound: (what: string) => `审计报警：${what}`,
  auditAgrees: (what: string) => `审计恢复正常：${what}`,
  sensitiveNote: '叫应的备注里有敏感信息，请核实',
  callEntered: (name: string, came: string, before: boolean, left: number) =>
    `${name} ${came}，已登记。${before ? '本人此前已应答。' : ''}还有${left}人未应答。`,
  calledNobody: '没有找到要叫应的这个人。请写姓名和结果，例如：叫应 张三 打通了。发“谁没收到”可看名单。',
  calledSeveral: (all: number, which: string[]) =>
    `有${all}位都对得上：${which.join('、')}。请写明是哪一位，例如：叫应 ${which[0]} 打通了。`,
  callResult: (name: string) => `请写明结果，例如：叫应 ${name} 打通了，或“没人接”“上门见到”“没找到”。`,
  moreVillages: (n: number) => `另有${n}个村，发“谁没收到”可看全部。`,
  confirmEnd: '确认结束演练？会告知所有收到过的人。',
  confirmLift: '确认解除？会告知所有收到过的人。',
  noDrillRuns: '现在没有正在进行的演练，大家说的都按真实情况处理。',
  drillsOver: (nos: readonly string[], records: number) =>
    [
      `演练已结束${nos.length ? `：${nos.join('、')}，已告知收到过的人` : ''}。`,
      records ? `演练里的记录${records}条不再提醒。` : '',
      '从现在起大家说的都按真实情况处理。',
    ].join(''),
  endDrill: '演练可以结束了吗？',
  endsByItself: (minutes: number) => `到发出后${minutes}分钟会自动结束，并告知所有收到过的人。`,
  drillFigures: (unannounced: boolean, answered: number, asked: number) =>
    `${unannounced ? '双盲' : ''}演练统计：应答 ${answered}/${asked}`,
  drillAnswers: (answered: number, asked: number, share: string, inTime: number) =>
    `${answered}/${asked}人（${share}），其中按时${inTime}人`,
  feedBroken: '可能是本地的预警，没有建成草稿。请到预警平台看原文，属实的发“发布预警”加原文。',
  moreBroken: (n: number) => `另有${n}条，请到平台查看。`,
  feedSilent:
    '国家预警平台的列表一直读不到，新的预警可能不会自动送来。请改看预警平台、电视或电话，收到后发“发布预警”加原文。',
  noSuchColour: (said: string, colours: readonly string[]) => `没有“${said}”这种颜色，只能是 ${colours.join('、')}`,
  nothingSent: '该通知到本人，却没有给本人的消息',
  notDelivered: (state: string) => `该收到的消息没有发成（${state}）`,
} as const

/** What the auditor may find to disagree, as officers read it. */
export const FINDING_WORDS = {
  unasked: '应叫应的人没有叫应记录',
  unowed: '没有发件记录',
  refused: '消息被拒收',
  unknown: '消息不知是否送到',
  stuck: '消息还没有发出',
  unbuzzed: '加急没有打出去，请改打电话',
  late: '到点的步骤没有执行',
  no_deadline: '下一步没有定时，已补上',
  unsent: '有消息等了很久没有发出',
} as const

/** What an officer should look at, by what was found: what was taken for it, and what the text says. */
export const DOUBT_WORDS = {
  unknown_kind: () => '预警种类不在常用表里',
  unknown_pair: () => '这个种类一般没有这个颜色',
  code_differs: ({ taken, said }) => `代码写的是${taken}，文字写的是${said}，已按代码`,
  action_differs: () => '消息类型是发布，文字说的是解除',
  colour_differs: ({ taken, said }) => `颜色写的不一致：按${taken}，另有${said}`,
  area_differs: ({ taken, said }) => `范围代码是${taken}，文字写的是${said}，已按代码`,
  area_elsewhere: ({ said }) => `范围“${said}”里没有本镇的地方，请选好范围再发布`,
  unknown_reference: ({ said }) => `它要变更或取消的预警（${said}）这里没有收到过，请向发布单位核对`,
  reference_matched: ({ taken, said }) => `它点名的编号（${said}）这里没有收到过，按种类和发布单位对上了 ${taken}`,
  other_stands: ({ said }) => `没有对得上的预警可解除，${said}仍然有效。请向发布单位核对`,
  area_smaller: ({ taken, said }) =>
    `没有再提到${taken}，那里的 ${said} 仍然有效。请向发布单位核对，不再需要的请点“解除”`,
  area_unsaid: ({ taken }) => `原文没有写明范围，解除的是：${taken}`,
  kind_unsaid: ({ taken, said }) => `没有再提到${taken}，${said} 仍然有效。请向发布单位核对，不再需要的请点“解除”`,
  said_before: ({ said }) => `像是 ${said} 的另一份，但那以后已有新的预警或解除。确实是新发的再发布`,
  overtaken: ({ said }) => `已先收到取消或更新它的消息（${said}），一般不用再发`,
  identifier_again: ({ said }) => `编号 ${said} 以前用于另一份内容`,
} as const satisfies Record<Flag, (d: Doubt) => string>
