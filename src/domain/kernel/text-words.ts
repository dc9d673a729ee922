/** Sentences of a card that is said as plain text; apart from `words.ts`, which itself knows what a message is. */
export const textWords = {
  howToChange: '有不对的，请回复“序号=内容”，例如 2=石岭村3组；都对就不用回。',
} as const
