/** Words by which something turns out to have been no emergency, or is said not to have been none. */
import { listed } from './words.ts'

export const FALSE_ALARMS = listed('误报 虚惊 谎报 不属实')
/** Denied, they say that it is so. */
export const SHAM = listed('误报 错报 谎报 瞎报 乱报 虚报 虚惊 假的 假报 假警 假消息 谣言 开玩笑 闹着玩 弄错 搞错 报错')
export const NO_SHAM = listed(
  '不是 没有 没 并非 并不是 绝不是 绝非 不算 可不是 不会是 哪是 哪里是 怎么会是 怎么是 别当 别当成 别当是 不要当 不要当成 不要当是 莫当是 别以为是 唔系 冇 莫当',
)
/** Said of what was taken for none. */
export const REAL = listed('是真的 真的有事 确有其事 千真万确 情况属实 确实属实 是真事 真有其事 真有这回事 真的发生了')
/** What a fire, a slide or smoke was looked for and not found to be. */
export const NOT_FOUND = listed('山火 火灾 火情 滑坡 塌方 险情 着火 起火 泄漏 溺水 漏气 失火')
/** What was taken for a fire. */
export const TAKEN_FOR = listed('烧荒 烧垃圾 烧秸秆 烧田埂 烧草 炊烟 雾气 水汽 做饭')
