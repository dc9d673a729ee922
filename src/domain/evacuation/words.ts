/** Sentences of people moved out of danger. */

export const evacuationWords = {
  evacuationKept: (no: string, what: string) => `已记转移 ${no}：${what}。`,
} as const
