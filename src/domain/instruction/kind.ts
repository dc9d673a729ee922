import { KEPT, kind, nothing } from '../record/kind.ts'

export const instruction = kind({
  ...KEPT,
  noun: '批示交办',
  prefix: 'PS',
  remote: true,
  fields: {
    text: { label: '要求', alone: true },
    to: { label: '承办' },
    deadline: { label: '期限' },
    about: { label: '事由' },
    answer: { label: '回话' },
  },
  missing: nothing,
})
