/** Sentences of broadcasts. */

const EXAMPLE = '广播 石岭村、下坪村：请低洼处住户立即转移到村小学。'
const HOW = `请写明哪几个村、播什么，例如：${EXAMPLE}`

export const broadcastWords = {
  airMeanwhile: (no: string, state: string) => `${no} 现在是“${state}”，刚才这一下没有生效，请看最新的卡片。`,
  airNotNow: (no: string, state: string) => `${no} 现在是“${state}”，没有播发。要播请重新申请。`,
  confirmAir: '确认同意？马上上广播。',
  checkFirst: '内容和范围都对，再点“同意播发”。',
  agreedByPhone: '已电话同意，播发',
  confirmPhone: '确认已在电话里征得同意？会请本人补签。',
  askedOrPhone: '已请领导批准。来不及等，请打电话征得同意后在这里登记。',
  asked: '已请领导批准，批准后马上播发。',
  confirmDeny: '确认没有同意过？会马上停播。',
  phoneOrder: (by: string, when: string, recordedBy: string, signed: string) =>
    `${by} ${when}电话同意，${recordedBy}记录，${signed}`,
  noSuchWarning: (no: string) => `没有找到预警 ${no}，请核对编号。`,
  notOurs: (village: string) => `“${village}”不是本镇的村，只能向本镇的村播发。${HOW}`,
  howToAsk: HOW,
  example: EXAMPLE,
  underWay: '已请领导批准，批准后马上播发。进展会单独发给您。',
  sayWhen: (clock: string) => `请写明几点同意的，例如 ${clock}。`,
  sayWho: '请选择是谁电话同意的。',
  noPlatformTell: '应急广播平台没有接通，没有播发。请用村里的喇叭通知，并告诉站里管理员。',
  nothingToAir: '没有读到要播的内容。请写明哪几个村、播什么。',
  tooLong: (most: number) => `要播的内容太长，请控制在${most}字以内，听的人才记得住。`,
  noDrills: '这是演练，或说到了演练，不能上应急广播，没有播发。演练请用“发布演练”，只发到群里。',
  drillOrReal: (said: string) =>
    `内容里说到了“${said}”，听的人分不清是真是假，没有播发。请去掉这几个字，或写明“这不是演练”。`,
  warningOver: '这条预警已经结束，不再播发。',
  noVillages: '这条预警划定的范围里没有本镇的村，没有播发。请写明要播的村。',
  askedAlready: (no: string, state: string) => `同样的内容已经在办：${no}（${state}），不用重复申请。`,
  leadersAgree: '播发要由带班领导或镇领导同意。',
  notYourOwn: '申请人不能批准自己的申请，请由另一位带班领导或镇领导批准。',
  noPlatform: '应急广播平台没有接通，没有播发。请用村里的喇叭通知。',
  signYourself: '要由电话同意的本人来签。',
  denied: (name: string) => `${name}说没有同意过这次播发，请马上核实。`,
  stopAgain: '要求再次停播，等平台再报告',
  areaChanged: '预警范围已变，其余村要播请重新申请',
  amiss: (villages: string[]) => `${villages.join('，')}。有的村没有播成，请用村里的喇叭、电话通知这些村。`,
  notTaken: '平台没有接受这份指令，还在重试。请联系平台维护人员，同时用村里的喇叭、电话通知。',
  notArrived: '平台一直连不上，还没有送到，还在重试。请同时用村里的喇叭、电话通知。',
  stopNotArrived: '停播指令还没有送到平台，广播可能还在播。请马上打电话请平台停播，或到村里关喇叭。',
  silent: (minutes: number) => `平台接收已${minutes}分钟，还没有报告播出。请打电话核实，必要时用村里的喇叭。`,
  linkLost: (failures: number) =>
    `已连续${failures}次测试不通。这段时间请改用村里的喇叭、电话通知，并联系平台维护人员。`,
  inOurName: (serial: string, all: number) =>
    `平台报告了用本站编号的广播 EBM-${serial}${all > 1 ? ` 等${all}条` : ''}，本站没有发过，可能有人冒用。`,
  askPlatform: '请马上打电话向平台核实，并问村里听到了什么；在播的请平台停播。',
} as const

const CALL = '请打电话向平台和村里核实'
const OTHER_WAYS = '请改用村里的喇叭、电话通知'

/** What people read of a state of a broadcast. */
export interface StandingWords {
  said: string
  /** What is known, and what is not: one sentence of the card. */
  known?: string
  /** What to do next. */
  todo?: string
}

/** What is claimed to be known (没有送到平台, 已播出, 已停播) stands only where it is. */
export const STANDING_WORDS = {
  requested: { said: '待批准' },
  declined: { said: '未同意' },
  lapsed: { said: '未批准，已作废' },
  approved: { said: '已批准，正在送平台', known: '正在送往平台，平台还没有答复。' },
  unanswered: {
    said: '已送出，平台没有答复',
    known: '指令已经送出，没有收到答复：可能已经播出，也可能没有收到。',
    todo: `${CALL}。正在用同一份指令重送并追问平台，不会重复播；不该播的请点“停播”。`,
  },
  unsent: { said: '没有送到平台', known: '平台没有收到，没有播出。', todo: `要播请重新申请；急的${OTHER_WAYS}。` },
  refused: { said: '平台没有接收', known: '平台答复不接收，没有播出。', todo: `${OTHER_WAYS}，并联系平台维护人员。` },
  accepted: { said: '平台已接收，尚未报告播出', known: '平台接收不等于已经播出，以各村状态为准。' },
  waiting: { said: '等待播出', known: '平台接收不等于已经播出，以各村状态为准。' },
  playing: { said: '正在播出', known: '以各村状态为准，没有报告的村不等于已经播出。' },
  played: { said: '已播出' },
  partial: {
    said: '部分播出',
    known: '有的村没有播成，或没有播全。',
    todo: '没有播成的村，请用村里的喇叭、电话通知。',
  },
  failed: { said: '播出失败', known: '平台报告没有播成。', todo: `${OTHER_WAYS}，要再播请重新申请。` },
  dropped: {
    said: '平台自行取消',
    known: '平台报告取消了播发，镇里没有要求停播；播到哪里不清楚。',
    todo: `请打电话问平台原因，急的${OTHER_WAYS}；要再播请重新申请。`,
  },
  disputed: {
    said: '平台前后说法不一',
    known: '平台先后报告了不同的结果，不清楚到底有没有播、停没停。',
    todo: `${CALL}，以电话核实的为准。`,
  },
  stopping: { said: '正在停播', known: '已要求停播，平台还没有报告停下，可能还在播。' },
  stop_refused: {
    said: '平台没有接受停播',
    known: '平台没有接受停播，广播可能还在播。',
    todo: '请马上打电话请平台停播，或到村里关喇叭；也可点“再次停播”。',
  },
  stop_unknown: {
    said: '停播没有回音',
    known: '已要求停播，平台没有确认：可能停了，也可能还在播。',
    todo: `${CALL}停没停；还在播的，请点“再次停播”或到村里关喇叭。`,
  },
  cancelled: { said: '已停播', known: '平台报告已经停下。', todo: '村里还听得到的，请点“再次停播”。' },
  still_playing: {
    said: '停播后仍在播',
    known: '该停的时候已过，平台最后报告还在播。',
    todo: '请马上打电话请平台停播，或到村里关喇叭；也可点“再次停播”。',
  },
  expired: {
    said: '到时间仍不清楚',
    known: '时间已过，平台一直没有报告结果：有没有播、停没停都不清楚。',
    todo: '请打电话核实各村有没有听到；还在播的请点“再次停播”。',
  },
} satisfies Record<string, StandingWords>
