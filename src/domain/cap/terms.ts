/** The words that warnings are made of, whoever speaks of them. */

/** The four colours of warning signals, the gravest first. */
export const COLOUR_WORDS = { red: '红色', orange: '橙色', yellow: '黄色', blue: '蓝色' } as const
export type Colour = keyof typeof COLOUR_WORDS

/** What a signal does to what was in force before it. */
export type WarningAction = 'issue' | 'update' | 'upgrade' | 'downgrade' | 'lift'
