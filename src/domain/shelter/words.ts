/** Sentences of shelters. */

export const shelterWords = {
  shelterKept: (no: string, what: string) => `已记安置点 ${no}：${what || '内容待补'}。`,
} as const
