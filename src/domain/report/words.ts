/** Sentences of disaster reports. */

const WAITS = {
  doubt: '真实险情还是演练？已等',
  stranger: '待核实，无人核实已',
  raised: '无人接警已',
} as const

/** Nobody knows of how many. */
const HIDDEN = {
  trapped_unknown: '有人被困，人数不明',
  trapped_suspected: '可能有人被困，人数不明',
} as const

/** What became of those who are counted. */
const OF_PEOPLE = { deaths: '遇难', missing: '失踪', injured: '受伤', trapped: '被困', rescued: '已救出' } as const

export const reportWords = {
  yours: (no: string, what: string, by?: string) =>
    `${no} 转给您负责：${what || '地点不明'}${by ? `（${by}转派）` : ''}。办完请点卡片上的“办结”。`,
  waits: (no: string, as: keyof typeof WAITS, minutes: number) => `${WAITS[as]}${minutes}分钟：${no}`,
  sameEvent: (no: string) => `同一事件？可能与 ${no} 是一件事。`,
  whichEvent: (no: string) => `是哪一起？请点一下（${no}）`,
  anotherEvent: '另一起新的',
  toldMeanwhile: '已经告诉值班员和带班领导，点一下只是归到哪一起。',
  keptApart: (no: string) => `好的，${no} 单独登记。`,
  parted: (no: string, own: string) => `好的，已从 ${no} 里分出来，另记为 ${own}。`,
  notToPart: (no: string) => `${no} 已经办结，分不出来了。请把这件事写全，再发一次。`,
  saidApart: '有人说这里面有另一起，登记的没有改。请核实；确是另一起，请点“这是另一起”。',
  pleaseAdd: (questions: string[]) => `\n方便时请补充：${questions.join(' ')}`,
  howMany: (what: string[]) => `有没有人${what.join('、')}，${what.length > 1 ? '各' : ''}几人？`,
  escalated: (no: string) => `${no} 已升级给镇领导。`,
  nothingToTell: '近三天没有未办结的灾情险情，没有要告诉领导的。',
  toldTo: (no: string, what: string, leaders: string[], others: string[]) =>
    `${no}${what ? `（${what}）` : ''}${leaders.length ? `已发给${leaders.join('、')}` : '还没有发给领导，要报请点卡片上的“升级”'}。${others.length ? `另外发给了${others.slice(0, 10).join('、')}。` : ''}${leaders.length ? '看没看到，请打电话确认。' : ''}`,
  ofPeriod: (when: string, n: number) => `${when}灾情险情 ${n}起`,
  howTheyStand: (open: number, closed: number) => `没办结${open}起，已办结${closed}起。`,
  /** '' where there is none of them. */
  apart: (merged: number, wrong: number, unjudged: number): string => {
    const some = [
      merged ? `并案${merged}条` : '',
      wrong ? `误报${wrong}条` : '',
      unjudged ? `待核实${unjudged}条` : '',
    ].filter(Boolean)
    return some.length ? `另有${some.join('、')}，不算在内。` : ''
  },
  besides: (counts: string[]) => `还记录了${counts.join('，')}。`,
  counted: (from: string, to: string) => `统计 ${from} 到 ${to}。`,
  noReports: '近三天没有未办结的灾情险情。',
  /** @param village '' or undefined = anywhere. */
  noLines: (word: string, village = '') => `没有记录到${village}${word}中断或恢复的消息。`,
  ofPeople: (word: string, n: number) => `${word}${n}人`,
  lineStands: (place: string, word: string, status: string, by: string, when: string, no: string) =>
    `${place}：${word}${status}（${by}报，${when}更新，${no}）`,
  hazardsApart: '隐患另算，发“还有几条没整改”查看。',
  hidden: (field: keyof typeof HIDDEN) => HIDDEN[field],
  noneSaid: (what: string, n: number, village = '') =>
    n
      ? `${village}今天和没办结的${n}起里没有人报过${what}的人数。没有报不等于没有，请向现场核实。`
      : `今天没有记录到${village}的灾情险情，也没有${what}的人数。`,
  peopleInAll: (total: string[], unknown: boolean, n: number, village = '') =>
    `${village}今天和没办结的${n}起里：${[...total, ...(unknown ? ['另有人数不明的'] : [])].join('，')}。`,
  peopleLine: (place: string, said: string[], state: string, no: string) =>
    `${place}：${said.join('，')}（${state}，${no}）`,
  moreReports: (n: number) => `另有${n}起。`,
  silentOn: (n: number, what: string) => `另有${n}起没有报${what}人数。`,
  noReportsOfYours: '您近三天没有还没办结的灾情险情。',
  reportKept: (no: string) => `已记下并通知值班员，编号 ${no}。`,
  notListed: (n: number, no: string) => `还有${n}人没有列出，要转派给他们请发“${no} 转给 姓名”。`,
  /** On a card whose report turned out to be sensitive. */
  withheld: '这件事由值班员单独处理，请向值班员了解情况。',
  checked: (no: string) => `${no} 已核对，谢谢。`,
  merged: (no: string, into: string) => `${no} 与 ${into} 是同一件事，已并到 ${into}。`,
  dayReports: (raised: number, open: number) => `新报${raised}起，未办结${open}起`,
  dayCasualties: (r: {
    deaths: number
    missing: number
    injured: number
    trapped: number
    silentOnCasualties: number
    about?: readonly string[]
  }) =>
    `死亡${r.deaths}人，失踪${r.missing}人，受伤${r.injured}人，被困${r.trapped}人${r.silentOnCasualties ? `；另有${r.silentOnCasualties}起还没有报伤亡` : ''}${r.about?.length ? `；没有点数的另有：${r.about.slice(0, 5).join('、')}` : ''}`,
  saidAsJoke: '报告人说是开玩笑，已记为误报。请打电话核实；真有险情请在卡片上重新打开。',
  recalledTitle: (no: string) => `已撤回，请核实：${no}`,
  recalledNext: '撤回消息不等于没有险情。请马上打电话核实，再点一个；核实前不计入任何统计。',
  recalledStays: (no: string, phone: string) =>
    `您撤回了 ${no} 的消息，值班员会打电话向您核实${phone ? `，也可以打值班室 ${phone}` : ''}。要改请重新发一次。`,
  takenBackCheck: '的消息被报告人撤回，请打电话核实',
  falseAlarm: (no: string) => `${no} 已记为误报，已告知值班员。`,
  unjudged: (n: number) => `另有待核实${n}起，还没有计入：`,
  stillIn: (of: 'trapped' | 'missing' | 'injured', n: number) => `还剩${n}人${OF_PEOPLE[of]}`,
  moreIn: (of: 'trapped' | 'missing' | 'injured', n: number, all: number) => `又多${n}人，共${all}人${OF_PEOPLE[of]}`,
  standsAs: (of: keyof typeof OF_PEOPLE, n: number) => `${OF_PEOPLE[of]}${n}人`,
  staysAt: (of: keyof typeof OF_PEOPLE, n: number) => `还是${OF_PEOPLE[of]}${n}人`,
  noneDied: (n: number) => (n ? `不对，还是遇难${n}人` : '没有人遇难'),
  rescuedInAll: (n: number) => `一共救出${n}人`,
  rescuedMore: (n: number, all: number) => `又救出${n}人，共${all}人`,
  checkFigure: (no: string) => `请核实人数，再点一个：${no}`,
  beingChecked: '已请值班员核实，核实前登记的人数不变。',
  changeTo: (figures: string) => `改为${figures}`,
  leaveAsIs: '不改',
  figuresStay: (no: string) => `${no} 登记的人数没有改。`,
  whichFigure: (no: string) => `这个数是指什么？请点一下（${no}）`,
  stillTrapped: (n: number) => `被困登记的还是${n}人，不对请回“都救出来了”或“还有1人被困”。`,
  noFigureRead: '里面的数字没有读明白，登记的没有改，可以写成“受伤2人”。',
  chooseWhom: '请选择转派给谁。',
  saidOver: (no: string) => `现场说险情已解除：${no}，可以办结吗？`,
  overOfNothing: '没有找到对应的没办结的险情。请带上编号再说一次，或写明哪个村、哪件事。',
  notOverYet: '还没完就不用点，继续处置。',
  confirmEscalate: '升级给镇领导？',
  confirmClose: '确认已处置完毕？',
  confirmReopen: '重新打开，继续处置？',
  reopened: (no: string, owner: string) => `${no} 已重新打开，由${owner}继续处置。`,
  reopenedWaits: (no: string) => `${no} 已重新打开，请尽快接警。`,
  reopenedYours: '已重新打开，请继续处置',
  goesOn: (no: string) => `${no} 继续处置。`,
  saidFalse: '有人说是误报，报告没有改。请核实；确是误报，请点卡片上的“误报”。',
  falseToCheck: (no: string) => `已记到 ${no}，正请值班员核实是不是误报。`,
  whichFalse: (some: string[]) => `说的是哪一条？请带上编号再说一次，例如“ZQ-… 误报”：\n${some.slice(0, 5).join('\n')}`,
  mergedInto: (no: string) => `与 ${no} 是同一件事，已并到 ${no}`,
  notToMerge: '只能把两条没办结的灾情险情并到一起，请核对编号，例如“ZQ-20261124-002 并到 ZQ-20261124-001”。',
  received: '已接警，正在处理',
  exampleOfOfficer: 'ZQ-… 受伤2人 / ZQ-… 转给 张三 / 接警',
  askable: '路通了吗 · 有没有人受伤',
  keptAsOver: (no: string) => `已记下，编号 ${no}，按已恢复登记，不再叫人接警。`,
  /** Whoever had it: it is in other hands, and those have not answered yet. */
  passedTo: (no: string, name: string) => `${no} 已转给${name}，已通知本人。${name}回话之前请继续留意，急的请打电话。`,
  example: '石岭村3组后山滑坡，路断了，没人受伤',
} as const
