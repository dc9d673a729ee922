/** Sentences of inspections. */

export const inspectionWords = {
  inspectionKept: (no: string, what: string) => `已记检查 ${no}：${what || '内容待补'}。`,
} as const
