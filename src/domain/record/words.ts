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
} as const
