/** Teams that are called out, what they drive and what they take along. */
import { listed } from './words.ts'

/** What a team's name ends with, the longest first where they are joined. */
export const TEAMS = listed(`
  突击队 抢险队 抢修队 救援队 救护队 扑火队 打火队 专业队 半专业队 应急队 消防队 志愿队 机动队 义务队 巡护队 搜救队 排涝队 水域队 大队 中队 小队 分队 小分队 支队 应急排 民兵排 民兵连 民兵
  应急班 抢修班 泵班 保障组 救护组 医疗组 抢险组 救援组 搜救组 犬组 医疗小组 行动组 专班 消防站 微型消防站 卫生院 供电所 水利站 交警 派出所 消防 医疗 义消 队 组 排 班 连`)
/** Vehicles on land. */
export const VEHICLES = listed(`
  消防车 救护车 指挥车 运兵车 工程车 泵车 水车 洒水车 皮卡车 皮卡 越野车 越野 面包车 面包 卡车 货车 中巴 大巴 轿车 摩托 消防摩托 三轮车 三轮 拖拉机 农用车 砂石车 翻斗车 吊车 板车 照明车 拖车 警车 车辆 车`)
/** What they work with. */
export const GEAR = listed(`
  冲锋舟 橡皮艇 皮划艇 快艇 救生艇 抛石船 船 艇 舟 挖掘机 挖机 铲车 装载机 推土机 收割机 吊机 绞盘车 消防车 泵车 移动泵车 照明车 龙吸水 水泵 抽水泵 抽水机 排水泵 手抬泵 潜水泵 移动泵 水带 水枪 水囊 灭火弹 灭火器
  风力灭火机 风灭机 风机 背包机 背负式喷雾器 二号工具 打火把 油锯 锯 割灌机 砍刀 锄头 铁锹 铁锨 铁铲 铲 镐 撬棍 大锤 钢钎 千斤顶 液压钳 破拆工具 绳索 绳子 安全绳 救援绳索包 担架 药箱 急救箱 急救包 氧气瓶 氧气
  救生衣 救生圈 潜水服 舷外机 船外机 声呐 生命探测仪 探测仪 热成像 无人机 卫星电话 对讲机 喊话器 喇叭 强光灯 照明灯 探照灯 头灯 手电 发电机 沙袋 编织袋 麻袋 块石 木桩 桩木 土工布 彩条布 三角架 跳线 帐篷 干粮`)
/** Ends like a team, and is none by name. */
export const NO_TEAMS = listed(`
  收队 归队 列队 排队 整队 离队 入队 出队 列好队 我队 我组 我班 我们队 我们组 我们班 全队 本队 队 组 班 排 连 部队 车队 大部队 领队 带队`)
/** Before a team's name, no part of it. */
export const BEFORE_TEAM = listed(`
  报告 演练 演习 拉练 科目 前方 我们 我是 我带 我 咱们 咱 向 指挥部 值班室 的 已 由 跟 和 在 到 一 半夜 来 各 收到 指令 今天 昨天 现在 目前`)
