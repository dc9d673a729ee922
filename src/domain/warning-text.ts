/** Told by its words alone, before anything is read. */

/** True where a text is plainly a warning signal: a colour right before 预警 (or 预警信号). */
export const looksLikeWarning = (text: string) => /[红橙黄蓝]色预警/.test(text)
