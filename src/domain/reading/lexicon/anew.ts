/** How it is said that harm happened once more, or grew; and what says that it did not. */
import { listed } from './words.ts'

/** Before what happens. */
export const AGAIN = listed('又 再 再次 再度 又再 也 接着 跟着 继续 还在 还 仍在 一直在 不停 不断 开始')
/** What needs nothing beside it to be understood as harm. */
export const FALLS = listed(
  '塌 垮 滑坡 滑下 崩塌 坍 落石 滚石 泥石流 溜方 掉石 掉土 落土 滚石头 掉石头 下石头 冲下来 滑下来 滚下来 掉下来 落下来 泻下来 溜下来 垮下来 塌下来 下来一 下来了一 下来半 下来好 下来一大 陷下去 决口 管涌 冒浑水',
)
/** These are harm where ground, water or a building is named. */
export const MOVES = listed('滑 崩 裂 倒 掉 落 滚 陷 沉 鼓 歪 斜 冲')
export const SOLID = listed(
  '山 坡 土 石 岩 坎 崖 墙 路 桥 堤 坝 房 屋 楼 基 坑 洞 裂缝 裂口 口子 树 杆 塔 棚 护坡 路肩 方 坨 截 块',
)
/** Water that rises, and fire. */
export const WATERS = listed('水 河 溪 沟 塘 库 渠 浪 洪 江 水位')
export const RISES = listed('涨 漫 淹 上来 高了 进屋 进来 灌 倒灌 漏 渗 冒 涌 大了 急了')
export const FLOODS = listed('涨水 涨大水 进水 漫水 倒灌 漫上来 淹上来 漫进来 灌进来 漫过 淹到 淹了 被淹 漫出')
export const BURNS = listed(
  '烧起来 烧着 烧过来 烧上来 烧到 着火 起火 失火 着了 燃起来 复燃 冒烟 冒浓烟 冒火 有明火 爆炸',
)
/** It grew, without a word for once more. */
export const GROWS = listed(
  '越烧越 越涨越 越塌越 越垮越 越滑越 越漏越 越渗越 蔓延 复燃 死灰复燃 火势大 火势变大 火势加大 烧过来了 烧过山 漫过来了 漫过堤 漫堤 漫坝 水快到 水都到 水已经到',
)
/** It did not happen, is feared, wished, asked, long past, or is about to be mended. */
export const NOT_ANEW = listed(
  '没再 没有再 未再 不再 没又 不会再 没得再 别再 莫再 怕 担心 可能 万一 要是 如果 假如 会不会 防止 防 避免 小心 当心 注意 预防 去年 前年 上个月 上回 以前 昨天 前天 演练 又通 又恢复 又来电 才会 也许 再塌就 再垮就 再涨就 不要',
)
/** They fall, rise and burn as well, and are no ground. */
export const NO_GROUND = listed(
  '价 工资 股 油价 心态 脸 天又塌 天也塌 天塌 信心 手机 系统 电脑 网又 单价 血压 体重 眼泪 头发 牙 杯 酒 茶 饭 烟抽 香 成绩 钱 班',
)
