/** Sentences of duty. */

export const dutyWords = {
  handedOver: (from: string, to: string) => `已记交接班：${from || '—'} → ${to || '—'}`,
  noDuty: '值班表里现在没有排人，请站里尽快补上。',
} as const
