/** Sentences of supplies. */

export const suppliesWords = {
  suppliesKept: (no: string, what: string) => `已记物资 ${no}：${what || '内容待补'}。`,
} as const
