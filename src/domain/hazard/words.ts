/** Sentences of hazards. */

/** What each move says, by where it goes; `from` where that makes another thing of it. */
const MOVED: Readonly<Record<string, string>> = {
  rectifying: '已开始整改',
  'recheck rectifying': '复查没有通过，请继续整改',
  'cleared rectifying': '又出现了，已重新列入整改',
  'looked_back rectifying': '又出现了，已重新列入整改',
  'closed rectifying': '又出现了，已重新列入整改',
  recheck: '等待复查',
  cleared: '复查通过，已销号',
  looked_back: '已回头看',
  untrue: '经核实不属实，已结束',
  transferred: '已移交部门，等部门答复',
  'transferred recheck': '部门已答复，请复查',
  enforcement: '已转执法',
  closed: '执法结果已登记，已办结',
  registered: '已恢复，待整改',
}

/** Why somebody hears of one in the morning, the most pressing first. */
export const DUE_WORDS = {
  late: '隐患超期',
  today: '隐患今天到期',
  grade: '疑似重大隐患待定级',
  recheck: '隐患待复查',
  soon: '隐患将到期',
  look_back: '隐患该回头看了',
  transferred: '移交部门还没答复',
  enforcement: '执法结果还没登记',
} as const

export const hazardWords = {
  moved: (no: string, from: string, to: string, reason?: string, term?: string) =>
    `${no} ${MOVED[`${from} ${to}`] ?? MOVED[to]}${term ? `，期限${term}` : ''}${reason ? `：${reason}` : ''}。`,
  toRecheck: (no: string) => `隐患待复查：${no}`,
  whenRectified: (no: string) => `整改好后，请发“${no} 整改完成”并附照片。`,
  photoKept: (no: string) => `${no} 整改照片已收到，等待复查。`,
  extension: (no: string) => `延期申请：${no}`,
  extended: (no: string, day: string) => `${no} 已同意延期到${day}。`,
  hazardYours: (no: string) => `隐患转给您负责了，编号 ${no}`,
  handedTo: (no: string, name: string) => `${no} 已转给${name}，并已告知本人。`,
  notYourOwn: '自己负责或自己整改、自己申请的，要由别人来定。请另一位值班员或带班领导点一下。',
  notNow: (no: string, state: string) => `${no} 现在是“${state}”，这一步现在做不了。可发“${no} 怎么样了”看进展。`,
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
  beforeAfter: (before: number, after: number) => `整改前${before}张，整改后${after}张`,
  toGrade: (no: string) => `疑似重大隐患，请定级：${no}`,
  graded: (no: string, severity: string, term: string) =>
    `${no} 定为${severity}隐患${term ? `，整改期限${term}` : ''}。`,
  waitsForGrade: (no: string) => `${no} 已补充。这条疑似重大，等值班员定级后再报整改完成。`,
  needMeasures: (no: string, missing: readonly string[]) =>
    `${no} 是重大隐患，开始整改前要落实五项，还差：${missing.join('、')}。请发“${no} ${missing.map((m) => `${m}：…`).join('；')}”，也可以一项一项发。`,
  measuresComplete: (no: string) => `${no} 五落实已齐，可以开始整改。`,
  needProof: (no: string) => `${no} 还没有整改后的照片，不能销号。请回复卡片发一张现场照片，再点“复查通过”。`,
  whyBack: (no: string) => `请说明退回的理由，例如“${no} 退回，理由：通道里还有杂物”。`,
  reopened: (no: string, by: string, said: string) =>
    `${no} 又出现了，已重新列入整改${by ? `（${by}说${said ? `：${said}` : ''}）` : ''}。`,
  didNotComeBack: '没有反弹',
  villagers: '报告人、责任人、本村人员或值班员',
  notRightYet: '说还没有整改好，请看一看。',
  keptAndTold: (no: string) => `${no} 还没有销号，您说的已记上，并告诉了责任人和值班员。`,
  whichOne: '说的是哪一条隐患？请点一下。',
  whichElse: (n: number) => `${n > 0 ? `另有${n}条没有列出。` : ''}都不是的话，请带上编号再说一次。`,
  setRightTo: (was: string, now: string) => (was ? `${was}（更正为：${now}）` : now),
  whatIsChanged: (no: string) =>
    `${no} 没有改动。要改登记的内容，请写明是什么，例如“${no} 说错了，是疏散指示灯坏了2个”。`,
  /** The example is one that they may say. */
  noneSuch: (officer: boolean) =>
    `没有找到您说的那条隐患。请带上编号再说一次，例如“YH-20261124-003 ${officer ? '复查通过' : '已整改'}”，或直接回复那张卡片。`,
  menders: '责任人、报告人或值班员',
  begun: (no: string) => `${no} 已记为整改中。整改好后，请发“${no} 整改完成”并附照片。`,
  goesOn: (no: string) => `${no} 的进展已记下，还是“整改中”。整改好后，请发“${no} 整改完成”并附照片。`,
  notDoneYet: (no: string, day: string | undefined) =>
    `${no} 已记下，还没有整改好${day ? `，期限${day}` : ''}。整改好后请附照片；来不及请发“${no} 申请延期到…，原因…”。`,
  /** 定为一般隐患，胡建平负责，期限12月3日: what was settled, in one line. */
  arranged: (no: string, h: { severity?: string; owner?: string; term?: string; what?: string }) =>
    `${no} 已改：${[
      h.severity && `定为${h.severity}隐患`,
      h.owner && `${h.owner}负责（已告知本人）`,
      h.term && `整改期限${h.term}`,
      h.what && `问题是${h.what}`,
    ]
      .filter(Boolean)
      .join('，')}。`,
  handedOverTo: (no: string, name: string) => `${no} 已移交${name}，等部门答复。`,
  toWhomGiven: (no: string) => `请写明由谁负责，例如“${no} 交给张三”。`,
  nobodyCalled: (no: string, name: string, n: number) =>
    `花名册里没有“${name}”${n ? `，名字相近的有${n}位` : ''}。请写全名再发一次，例如“${no} 交给石岭村张三”。`,
  departmentCalled: (no: string, name: string) => `${name}在花名册里没有负责人。要把 ${no} 移交给${name}吗？`,
  orAPerson: (no: string) => `要交给某个人，请发“${no} 交给 姓名”。`,
  cameBackBefore: (no: string, reason: string) => `${no} 又出现了，先不销号，请继续整改：${reason}。`,
  alikeAs: (no: string) => `附近已有同类隐患 ${no}。是同一条请点“是同一条”，不点就按新的办。`,
  sameAsWhich: (no: string) =>
    `请写上和哪一条重复，例如“${no} 与 YH-20261124-003 重复”。要重复的那一条还没有销号才行。`,
  toldAgain: (no: string, words: string) => `${no} 又有人报了：${words}`,
  merged: (no: string, into: string) => `${no} 和 ${into} 是同一条，原话和照片已并到 ${into}。`,
  keptApart: (no: string) => `好的，${no} 按新的隐患办。`,
  notExtended: (no: string, reason: string, term: string) =>
    `${no} 没有同意延期：${reason}。${term ? `期限仍是${term}。` : ''}`,
  whyNoExtension: (no: string) => `请说明不同意的理由，例如“${no} 不同意延期，理由：汛期前必须完成”。`,
  noRequest: (no: string, term: string) => `${no} 没有等着答复的延期申请${term ? `，现在的期限是${term}` : ''}。`,
  toWhom: (no: string) => `请写明移交给哪个部门，例如“${no} 移交城管办”。`,
  whatAnswer: (no: string) => `请写明部门怎么答复，例如“${no} 部门答复：已更换护栏”。`,
  whatResult: (no: string) => `请写明执法结果，例如“${no} 执法结果：已责令改正，复查合格”。`,
  listed: '是',
  supervised: (no: string, on: boolean) => `${no} ${on ? '已挂牌督办' : '已取消挂牌督办'}。`,
  whatWith: (no: string) => `${no} 怎么处理？`,
  sureUntrue: '确认不属实？',
  sureEnforce: '确认转执法？',
  byWords: (no: string) => `换责任人请发“${no} 交给 姓名”；重复的请发“${no} 与 YH-… 重复”。`,
  handOverSheet: (no: string) => `移送单：${no}`,
  handOverTask: (no: string, late: number) => `请决定转执法还是上报：${no} 超期${late}天`,
  refusedTask: (no: string) => `请决定转执法还是上报：${no} 拒不整改`,
  refusalKept: (no: string) => `${no} 已记下，并请值班员决定转执法还是上报。`,
  notAPenalty: '只列事实。怎么处理由执法人员依法决定。',
  reminders: (n: number, late: number) => `隐患提醒 ${n}条${late ? `，其中超期${late}条` : ''}`,
  lateBy: (days: number, day: string) => `超期${days}天，原定${day}`,
  dueBy: (day: string) => `${day}前`,
  howToAnswer: (no: string) => `整改好的请发“${no} 整改完成”并附照片；来不及的请发“${no} 申请延期到…，原因…”。`,
  noneOpen: '没有记录到没销号的隐患。',
  openOnes: (all: number, states: string, late: number, scope: string, what: string) =>
    `${scope}没销号的隐患${what ? `（${what}）` : ''}${all}条：${states}；超期${late}条。`,
  noneOf: (what: string) => `没有记录到${what}的隐患。`,
  whoMends: (h: {
    no: string
    what: string
    owner: string | undefined
    department: string | undefined
    state: string
    due: string | undefined
    checked: string | undefined
    found: string
  }) =>
    `${h.no}${h.what ? `（${h.what}）` : ''}：${h.department ? `已移交${h.department}` : h.owner ? `${h.owner}负责` : '还没有责任人'}，${h.state}${h.due ? `，期限${h.due}` : ''}${h.checked ? `，${h.checked}复查通过` : ''}，${h.found}登记。`,
  noneAsked: '没有找到您问的那条隐患。请带上编号再问一次，例如“YH-20261124-003 怎么样了”。',
  inSpan: (span: string, { found, cleared }: { found: number; cleared: number }, what: string, scope: string) =>
    `${scope}${span}${what ? `（${what}）` : ''}新登记隐患${found}条，销号${cleared}条。`,
  ofTown: '全镇',
  ofOwn: '您村里和名下',
  openLine: (no: string, what: string, state: string, due: string | undefined, late: boolean) =>
    `${no} ${what}（${state}${due ? `，${late ? '超期，原定' : ''}${due}${late ? '' : '前'}` : ''}）`,
  andMore: (n: number) => `另有${n}条。`,
  noHazards: '您名下没有未销号的隐患。',
  sendWhenDone: (unlisted: number) =>
    `${unlisted > 0 ? `另有${unlisted}条，没有列出。` : ''}整改好后发“编号 整改完成”并附照片。`,
  exampleOfExtension: 'YH-… 申请延期到12月10日，材料没到',
  example: '隐患：老街社区5栋楼下消防通道被堵（可附照片）',
  // an import of the township's own sheet
  unreadColumns: (heads: string[]) => `没有读的列：${heads.join('、')}。`,
  ofRow: (row: number, said: string) => `第${row}行：${said}`,
  sameRow: (before: number) => `和第${before}行一样，只记一条。`,
  noDay: (said: string) => `“${said}”看不出是哪天`,
  dayAhead: (day: string) => `${day}还没有到，请核对年份`,
  noVillage: (said: string) => `花名册里没有“${said}”`,
  nowhere: '地点、责任单位、村都没有填，不知道在哪里',
  ownerByRule: (name: string) => `责任人“${name}”不在花名册里（或有重名），按规则定责任人。`,
} as const
