/** Traditional characters as the simplified ones that all word tables are written in: 演練 → 演练, 紅色預警 → 红色预警. */
import { Converter } from 'opencc-js/t2cn'

const convert = Converter({ from: 't', to: 'cn' })

/** Simplified text comes back as it is. */
export const simplified = (text: string): string => convert(text)
