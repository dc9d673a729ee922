import { KEPT, kind, nothing } from '../record/kind.ts'
import { correctedThings, type Thing } from '../record/things.ts'

export const supplies = kind({
  ...KEPT,
  noun: '物资',
  prefix: 'WZ',
  placed: 'village',
  fields: {
    action: { label: '动作', alone: true },
    items: {
      label: '物资',
      alone: true,
      corrected: (was, said) => correctedThings(was as Thing[], said as Thing[]),
    },
    store: { label: '仓库' },
    to: { label: '去向' },
    village: { label: '村' },
    persons: { label: '经手' },
    expiry: { label: '有效期' },
    reason: { label: '原因' },
    time: { label: '时间' },
  },
  missing: nothing,
})
