/** Things that are counted: 沙袋200条. */

export interface Thing {
  name: string
  quantity?: number
  /** As it was said: 条, 箱, 台. */
  unit?: string
}

export const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && typeof (value as Thing).name === 'string'

/** As people write it; the bare name where no quantity is known. */
export const thingWords = ({ name, quantity, unit }: Thing): string =>
  quantity === undefined ? name : `${name}${quantity}${unit ?? ''}`
