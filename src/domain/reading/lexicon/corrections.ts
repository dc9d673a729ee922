/** Words by which somebody takes back what they said before. */
import { listed } from './words.ts'

export const CORRECTED = listed(`
  更正 纠正 订正 说错 打错 报错 写错 记错 按错 填错 数错 搞错 弄错 看错 算错 错了 错啦 应为 改为 改成 多报 少报 多算 少算 漏了 漏报 漏算 误报 多打 少打 数花 作废 有误
  前面不算 刚才不对 不对 勘误`)
