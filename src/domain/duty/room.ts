/** Duty 值班: check-ins, check-outs, hand-overs, changes of shifts, and who is on. */

import type { Noun } from '../kernel/noun.ts'
import type { Change } from '../record/fact.ts'
import type { RecordNouns } from '../record/noun.ts'
import { amIHere, dutyPhone, notHere, onDutyThen, toDecide } from './ask.ts'
import { onBehalf, signedFor } from './behalf.ts'
import { DUTY_DAILY } from './daily.ts'
import { recordCheck } from './duty.ts'
import { changed, handedOver } from './handover.ts'
import * as needs from './needs.ts'
import { CHECKS } from './needs.ts'
import { dutyWords } from './words.ts'

export const duty = {
  ledger: {},
  words: dutyWords,
  help: [
    { rank: 30, says: '防汛值班签到 / 签退', about: /签到|签退/ },
    { rank: 10, asks: '谁值班' },
    { rank: 19, asks: '谁没签到' },
  ],
  needs,
  daily: DUTY_DAILY,
  records: { check_in: {}, check_out: {}, handover: {}, duty_change: {} } satisfies RecordNouns,
  questions: { duty: onDutyThen, not_here: notHere, am_i_here: amIHere, duty_phone: dutyPhone, to_decide: toDecide },
  readers: {
    check_in: { needs: [CHECKS], files: true, read: (s) => onBehalf(s, signedFor(s)) ?? recordCheck(s, 'check_in') },
    check_out: { needs: [CHECKS], files: true, read: (s) => onBehalf(s, signedFor(s)) ?? recordCheck(s, 'check_out') },
    handover: { needs: [], files: true, read: handedOver },
    duty_change: {
      needs: [],
      files: true,
      read: changed,
    },
  },
} satisfies Noun<Change>
