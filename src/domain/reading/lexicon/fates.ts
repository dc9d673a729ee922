/** What becomes of people who were told of before: found, got out, died, treated; and figures that were told wrongly. */
import { listed } from './words.ts'

/** Out of where they were caught. */
export const GOT_OUT = listed(`
  救出来 救出 救上来 救下来 救起来 救起 获救 脱困 脱险 挖出来 挖出 扒出来 刨出来 捞上来 捞起来 捞出来 接出来 接下来 抬出来 背出来 拉上来 拉出来 拖出来 掏出来 弄出来
  出来了 出来 升井 上来了 下来了 游上来 游上岸 递出来 爬出来 逃出来 跑出来`)
/** Who was looked for turns up. */
export const TURNED_UP = listed(`
  找到了 找到 找着了 找着 寻到了 寻到 寻着 揾到 搵到 回来了 回家了 到家了 联系上了 联系上 联系到了 打通电话 接了电话 有消息了 有下落了 摸到了 摸上来 捞到 寻见 找见`)
/** Dead, whatever else is said. */
export const DIED = listed(`
  没抢救过来 没救过来 没救活 没抢过来 抢救无效 没留住 没挺过来 死亡 遇难 去世 过世 断气 没气了 没气 没得气 冇得气 死了 没得用了 宣布死亡 身亡 冇抢救过来 冇救过来 没救回来 没救得过来`)
/** Dead, or something else: 那个没了, 人走了. */
export const MAY_HAVE_DIED = listed('人没了 没了 走了 不在了 不行了 冇咗 冇了 没得了 硬了 凉了')
/** They were hurt, and still count as hurt. */
export const TREATED = listed(`
  包扎 上了药 上药 擦了药 涂了药 处理了伤口 看过医生 检查过了 缝了针 输完液 自己走了 自己回去 自己回家 都走了 出院 回家养 没住院 不用住院`)
/** All is well with them. */
export const WELL = listed('平安 没事 冇事 无事 没得事 安全 安好 无恙 无大碍 没大碍 好着 好好的')
/** Everybody is there. */
export const ALL_THERE = listed('齐了 到齐 齐全 一个不少 一个没少 没少 冇少 都在 点齐')
/** Of one who is known: 那个, 送医院的那个. */
export const THE_ONE = listed('那个 这个 那位 那名 那一个 最后一个 最后那个 另一个 另外一个 剩下那个 剩下的那个 剩那个')
/** By what is known of them, where they were: 送医院的, 埋的. */
export const WHO_WAS_HURT = listed('送医院 送医 送卫生院 住院 重伤 轻伤 受伤 伤者 伤员 抢救 医院那')
export const WHO_WAS_CAUGHT = listed(
  '被埋 埋着 埋的 埋在 被困 困着 压着 被压 压在 里面 里头 底下 挖出来 救出来 救上来 捞上来',
)
export const WHO_WAS_MISSING = listed('失踪 失联 不见 走丢 落水 冲走 没找到')
/** Told wrongly by so many: 多报了一个. */
export const TOO_MANY = listed('多报 多算 多数 多说 多写 多打 多记 重复 重了')
export const TOO_FEW = listed('少报 少算 少数 少说 少写 少打 少记 漏报 漏算 漏数 漏说 漏了')
/** Besides those who were told of: 又有, 新增. */
export const BESIDES = listed('又有 又 再有 再 新增 新发现 另有 另外有 另外 又多 还多 增加')
/** All together: 一共, 累计. */
export const IN_ALL = listed('一共 总共 累计 合计 共 总计 全部加起来 加起来 前后')
/** What is left of them. */
export const LEFT_OVER = listed('还差 还剩 还有 只剩 只差 就剩 就差 仍有 尚有 剩下 剩 差')
