/** Sentences that all records share. */
import { callIfUrgent } from '../kernel/words.ts'

export const recordWords = {
  hazardNotYours: (no: string, name: string) => `${no} 已转给${name}，您不用再跟进。`,
  strangerKept: '已记下您说的情况，正请值班员核实。您的账号还没有绑定，请向站里要六位绑定码，发“绑定 六位码”。',
  setAside: (no: string, phone: string) =>
    `您的话已原样记下，编号 ${no}，安安没能自动处理，已转给值班员。${callIfUrgent(phone)}`,
  notDone: (phone: string) => `刚才这件事没有办成，已告诉值班员，请稍后再试一次。${callIfUrgent(phone)}`,
  strangerAside: (no: string, phone: string) =>
    `您的话已原样记下，编号 ${no}，正请值班员核实。您的账号还没有绑定，请向站里要六位绑定码，发“绑定 六位码”。${phone ? `值班室电话 ${phone}。` : ''}`,
  alreadyDone: '这件事刚刚已有人处理，状态变了，请看最新的卡片。',
  movedMeanwhile: (no: string, state: string, owner?: string) =>
    `这件事刚刚已有人处理：${no} 现在是“${state}”${owner ? `，由${owner}负责` : ''}，请看最新的卡片。`,
  writtenLate: (when: string) => `写于 ${when}`,
  reportJoined: (no: string) => `已补充到 ${no}。`,
  reportCorrected: (no: string, what: string) => `${no} 已更正：${what}。`,
  restricted: '敏感事项，只发给值班员，请勿转发。',
  leaveNow: (sign: string) => `建议立即转移：${sign}`,
  keptQuietly: '已收到，正在处理。请不要在群里转发。',
  askThem: '请向本人问清楚；要登记的，请用文字代报一次，再点“已处理”。',
  triedFiveTimes: '试了五次都没有成。请联系本人，需要的话代为办理，并请站里查看运行日志。',
  notANumber: (label: string, said: string) =>
    `“${label}”要填数字，例如 2；您填的是“${said}”。其他内容都还在，请再改一次。`,
  notAnOption: (label: string, options: readonly string[]) =>
    `“${label}”请从这些里选一个：${options.join('、')}。其他内容都还在，请再改一次。`,
  notATime: (label: string) => `“${label}”请写成几月几日几点，例如 7月8日14:20。其他内容都还在，请再改一次。`,
  tooLong: (label: string, most: number) => `“${label}”太长了，请在${most}字以内。`,
  noSuchLine: (at: number, all: number, example: string) => `没有第${at}项，一共${all}项。例如“1=${example}”。`,
  sensitiveIn: (chat: 'group' | 'p2p') => `${chat === 'group' ? '群里' : '私聊里'}有敏感信息，请核实`,
  officersOnly: '只发给值班员，请勿转发。',
  eventOrDrill: (no: string) => `真实险情还是演练？${no}`,
  inDoubt: '分不清是真实险情还是演练，除值班人员外还没有通知任何人。请马上打电话核实，再点一个。',
  uncountedTillPressed: '点之前不计入任何统计。',
  uncountedTillConfirmed: '核实前不计入任何统计。',
} as const

/** Why something was set aside, as officers read it. */
export const ASIDE_WORDS = {
  failed: '安安处理这条消息时出错了',
  voice: '语音，安安听不了',
  stranger: '账号没有绑定，说的是已登记的事',
} as const
