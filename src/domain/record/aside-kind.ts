import { kind, nothing } from './kind.ts'

/** What Anan could make nothing of: bare words and files that a person must see to. Nothing was read from them, nothing is asked. */
export const aside = kind({
  noun: '待人工处理',
  prefix: 'DB',
  states: {},
  first: 'filed',
  next: { unverified: ['closed'], filed: ['closed'] },
  fields: {},
  missing: nothing,
})
