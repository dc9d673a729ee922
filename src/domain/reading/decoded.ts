/** Bytes of somebody else's message as text: UTF-8 or the national GB 18030 (GBK, GB 2312 are parts of it), or not at all. */

/** @param said the encoding that its sender names. @returns undefined where it reads as neither: nothing is made up for what it does not say. */
export function decoded(bytes: Uint8Array, said?: string | null): string | undefined {
  const text = (said ? strictly(bytes, said) : undefined) ?? strictly(bytes, 'utf-8')
  if (text !== undefined) return text
  // almost any bytes are some characters of it: a guess must read as what is sent here
  const guess = strictly(bytes, 'gb18030')
  return guess && /预警|发布|信号|气象/.test(guess) ? guess : undefined
}

function strictly(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The sign that stands where a character was lost, or UTF-8 taken for single bytes (é\x9d\x92): no text any more. */
export const garbled = (text: string): boolean => /\ufffd|[\u00c2-\u00f4][\u0080-\u00bf]{1,3}/.test(text)
