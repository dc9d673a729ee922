/** Sentences of duty. */

export const dutyWords = {
  dayDuty: (d: { onSheet: number; present: number; absent: string[] }) =>
    `应到${d.onSheet}人，在岗${d.present}人${d.absent.length ? `，未见${d.absent.join('、')}` : ''}`,
  nobodyOnSheet: '值班表没有排人',
  handedOver: (from: string, to: string) => `已记交接班：${from || '—'} → ${to || '—'}`,
  changeKept: (no: string, what: string) => `已记换班 ${no}：${what || '内容待补'}。值班表还没有改，请站里安排。`,
  noDuty: '值班表里现在没有排人，请站里尽快补上。',
  relievedBy: (names: string) => `，${names}接班`,
  present: '（有报送，视为在岗）',
} as const
