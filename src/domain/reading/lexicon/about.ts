/** Numbers that nobody counted: 十几, 二十来, 三四, 好几, 大几十. */
import { listed } from './words.ts'

/** No number can be taken from them at all. */
export const NO_NUMBER = listed('大几十 好几十 好几百 几十 数十 上十 上百 百把 百十 几百 数百 好几 成百')
/** Behind a number: that many and some. */
export const AND_SOME = listed('来 多 余 几 好几')
/** Neighbours said together. */
export const BETWEEN = listed('一两 一二 两三 二三 三四 三五 四五 五六 六七 七八 八九')
