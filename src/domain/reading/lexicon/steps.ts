/** How far a team that was called out has come. */
import type { Kinds } from '../fields/kind.ts'
import { listed } from './words.ts'

/** In the order in which they follow one another. */
export const STEPS: Kinds = {
  收到: {
    names: listed(
      '接令 接到命令 接到指令 接指令 接到通知 指令收到 收到指令 收到命令 收到支援令 已受领 领受任务 战备 尚未动身 正在集结',
    ),
    hints: listed('收到 接 命令 指令 任务'),
  },
  集结: {
    names: listed(
      '集结完毕 集结好 集结 集合完毕 集合好 集合起 集合了 集齐 人齐 齐了 到齐 凑起来 凑齐 列队 列好队 点名 整队 待命 等车 等候命令 请指示 还没出动 等出发 整装 装备检查',
    ),
    hints: listed('集合 等 候命 喊人 院里'),
  },
  出动: {
    names: listed(
      '出动 出发 出警 出车 出队 出门 开拔 动身 启程 上路 上车 开往 前往 赶往 往前赶 奔赴 奔 增援 驰援 赶去 在路上 路上 途中 开出 出来了 走起 走了 走 上山 从站里出 已出 拔腿 预计到 快到 堵车 还没到 绕路 绕行 分钟到 分钟后到 驶出',
    ),
    hints: listed('往 去 带 开 从 先走'),
  },
  到达: {
    names: listed('到达 抵达 到位 到场 到现场 到了 已到 赶到 开到 摸到 到达现场 进到 靠岸 落位 先到 碰上面 到咗'),
    hints: listed('到 现场 门口 路口 渡口'),
  },
  施救: {
    names: listed(
      '施救 展开 开始 正在 下水 开挖 在挖 挖了 开干 救着 搜救 搜索 打捞 破拆 扑打 打火头 灭火 抽水 排水 堵漏 封堵 打桩 抛石 筑堤 堆沙袋 装袋 垒 清障 清淤 清路 铲 抢修 换杆 接线 开始沿 敲击 接手 人工呼吸 救出 拉上来 登杆 作业',
    ),
    hints: listed('中 着 在 开展 上去'),
  },
  结束: {
    names: listed(
      '收队 收兵 收工 收操 归队 归营 归建 归库 归位 回营 回站 回队 回来 回家 回库 返程 返回 返营 返站 返队 返到 返晒 撤收 撤了 撤回 撤回来 先撤 要撤 撤离 散了 结束 往回走 送上了 清路完 任务完成 完成任务 回镇政府 拉走了',
    ),
    hints: listed('完 撤 回 熄 人齐'),
  },
}
