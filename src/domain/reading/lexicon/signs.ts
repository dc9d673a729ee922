/** By these a slope, a dam or a house says that it may give way. */
import { listed } from './words.ts'

export const SIGNS_OF_GIVING_WAY = listed(`
  裂 开缝 开了缝 鼓包 鼓起 外鼓 鼓出 渗 漏水 冒水 浑 混水 下沉 沉降 陷 倾斜 歪 变形 错开 错位 掉块 掉土 掉渣 掉石 落石 滚石 松动 异响 响声 掏空 淘空 悬空 管涌`)
