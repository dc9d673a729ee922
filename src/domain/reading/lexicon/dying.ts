/** 死 that tells of a death, and 死 that tells how firmly or how very much. */
import { listed } from './words.ts'

/** Before 死: it is fast, shut or said for good. */
export const FAST = listed('堵 焊 锁 封 钉 熄 拧 刹 说 写 定 认 盯 塞 糊 绑 拴 套 栓 铆 粘 卡得 堵得 封得 锁得')
/** Before 死: it is felt very much; nobody dies of it but those who are counted. */
export const FELT = listed(
  '笑 累 热 吓 气 急 烦 忙 怕 吵 愁 饿 渴 晒 臭 痛 疼 冷 挤 闷 想 恨 烫 羡慕 郁闷 担心 难过 冤 苦 困',
)
/** Before 死: either, by whom it is said of. */
export const EITHER = listed('卡 压 冻 关 干 盖 憋 咬 踩 埋 抱 顶 夹 淹 拖 围')
/** Before 死: somebody died of it. */
export const DIED_OF = listed('砸 电 撞 烧 病 毒 摔 打 炸 呛 溺 劈 致 轧 碾 咽')
/** After 死 it is no dying: 死角, 死机, 死活不走. */
export const NO_DYING = listed(
  '角 活 路 胡同 机 水 心 守 板 盯 扛 撑 不 命 硬 沉 犟 循环 规定 任务 死 劲 党 结 缓 咬 抓 磕 赖 要面子',
)
/** Before it: nearly, or it was feared. */
export const NEARLY = listed('快 要 快要 差点 差点儿 差一点 险些 怕 别 会 会不会 都要 简直 恨不得 真是')
/** What dies and is nobody, and what is said to be dead when it stands still. */
export const NOBODY = listed(`
  猪 牛 羊 鸡 鸭 鹅 鱼 虾 蟹 狗 猫 马 骡 驴 兔 蜂 蚕 牲口 牲畜 家禽 鸟 树 苗 秧 稻 花 草 藤 竹 庄稼 作物 玉米 苞谷 菜 茶 果 烟 豆 药材 菌 虫 老鼠
  发动机 引擎 机子 机器 马达 水泵 泵 车子 电脑 手机 系统 信号 屏 网 路 门 窗 阀 闸 桥 洞 涵 沟 河 口子 锁 螺丝 电瓶 电池 灯 钟 表`)
/** After 没死人, and by themselves: whoever was said to be dead lives. */
export const LIVES = listed(
  '救活 抢救过来 救过来 抢救回来 救回来 抢过来 缓过来 活过来 醒过来 活着 活的 在世 有呼吸 有心跳 有气',
)
