/** The steps of the step-up table: an entry each, so that none is without its words, or forgotten by the auditor. */
import type { CallStep } from './settings.ts'
import type { Obligation } from './warning.ts'

export type How = CallStep['how']

/** Who must have been told by a step once it was taken: each of the silent who can be reached, somebody at least, or nobody. */
type Leaves = 'each' | 'somebody' | 'nobody'

interface Step {
  /** As officers and the evidence name it. */
  words: string
  /** What the auditor looks for. @param taken those who were silent when it was taken. */
  leaves(taken: readonly Obligation[]): Leaves
}

const each = () => 'each' as const
const somebody = () => 'somebody' as const

/** What each does stands in `escalate.ts`, in a table as complete. */
export const STEPS: Record<How, Step> = {
  again: { words: '私信提醒', leaves: each },
  urgent: { words: '加急提醒', leaves: each },
  urgent_sms: { words: '加急短信', leaves: each },
  urgent_phone: { words: '加急电话', leaves: each },
  // whoever has no other channel is told by none
  other_channel: { words: '换一个渠道提醒', leaves: () => 'nobody' },
  // whoever's contact was asked before is not asked for again
  next_contact: {
    words: '通知第二联系人',
    leaves: (taken) => (taken.every((o) => o.contactId) ? 'nobody' : 'somebody'),
  },
  leader: { words: '报告领导', leaves: somebody },
  door_knock: { words: '安排上门叫应', leaves: somebody },
  loudspeaker: { words: '提请大喇叭播报', leaves: somebody },
}

export const stepWords = (how: How): string => STEPS[how].words
