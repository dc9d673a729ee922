/** Sentences that only this platform needs: what is too long for it, and what it shows of a press. */
export const feishuWords = {
  pressed: '已收到，正在处理',
  fillAgain: '原内容较长，如需修改请重新填写',
  longOriginal: '原文较长，见下一条消息。',
  cut: '……（内容较长，已省略）',
} as const
