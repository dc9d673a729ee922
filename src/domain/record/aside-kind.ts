import { type Kind, nothing } from './kind.ts'

/** Bare words: nothing was read from them, and nothing is asked. */
export const aside: Kind = { noun: '待人工处理', fields: {}, missing: nothing }
