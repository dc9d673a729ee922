/** Told by its words alone, before anything is read. */
import { plain } from './cap/text-plain.ts'

/** True where a text is plainly a warning signal: a colour right before 预警 (or 预警信号). */
export const looksLikeWarning = (text: string) => text.includes('警') && /[红橙黄蓝]色预警/.test(plain(text))
