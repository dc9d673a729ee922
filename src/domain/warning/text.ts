/** Told by its words alone, before anything is read. */
import { plain } from '../cap/text-plain.ts'

/** 红色预警; 发布黄色山洪灾害气象预警, 发布地质灾害气象风险预警：…风险高（橙色）: the colour apart from its word. */
const TOGETHER = /[红橙黄蓝]色预警/
const APART =
  /(?:发布|升级|变更|更新|解除)[^，。；！？\n]{0,6}(?:[红橙黄蓝]色[^，。；！？\n]{1,12}预警|[^，。；！？\n]{1,14}预警[^\n]{0,80}[红橙黄蓝]色)/

/** True where a text is plainly a warning signal: a colour with 预警 (or 预警信号). */
export const looksLikeWarning = (text: string) => {
  if (!text.includes('警')) return false
  const read = plain(text)
  return TOGETHER.test(read) || APART.test(read)
}
