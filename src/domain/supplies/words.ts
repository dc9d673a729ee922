/** Sentences of supplies. */

export const suppliesWords = {
  noneTold: (what = '物资') => `没有记录到${what}的数量，请问仓库。`,
  stock: (things: string[]) => `按最近的盘点和进出：${things.join('、')}。`,
  noCount: (what = '物资') => `没有记录到${what}的盘点数，最近的进出：`,
  moveLine: (what: string, when: string) => `${when} ${what}`,
  suppliesKept: (no: string, what: string) => `已记物资 ${no}：${what || '内容待补'}。`,
} as const
