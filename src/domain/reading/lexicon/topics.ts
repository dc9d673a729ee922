/** What a question is about. */
import { listed } from './words.ts'

export const TOPICS_ASKED = {
  值班: {
    names: listed(
      '值班 带班 值守 谁值 值夜 签到 签退 排班 谁在岗 在班 on duty 谁顶 夜班是谁 守着 接班 哪个班 值了几天 班是谁 几时交班 明晚是不是',
    ),
    hints: listed('谁 哪个 今晚 明天'),
  },
  预警天气: {
    names: listed(
      '预警 天气 下雨 有雨 暴雨 台风 几级风 雨停 橙色 红色 黄色 蓝色 降温 下雪 高温 雷电 冰雹 大风 晴 气温 寒潮 停课 停工',
    ),
    hints: listed('雨 风 明天 还下'),
  },
  水雨情: {
    names: listed(
      '水位 雨量 水雨情 读数 库容 涨了 退了 水退 流量 超警 汛限 多少毫米 落了好多雨 落多少雨 雨最大 河水 水库水 泄洪 放水 涨没',
    ),
    hints: listed('水 河 站 坝'),
  },
  物资: {
    names: listed(
      '物资 救生衣 沙袋 编织袋 帐篷 发电机 水泵 潜水泵 排水泵 泵在 水带 棉被 库存 仓库 能借 借不 有几盘 还有多少 领 雨衣 喇叭 油锯 灭火器 铁锹 冲锋舟 折页 手电 对讲机 盐 砂',
    ),
    hints: listed('借 几 库 还有'),
  },
  灾情: {
    names: listed(
      '灾情 险情 受灾 塌方 滑坡 受伤 伤亡 ZQ 几起 汇总 统计 死了 倒房 塌了 塌咗 损失 找到没 通了没 抢通 路通 续报 现在到哪步 灭了没 多少户 情况怎么样',
    ),
    hints: listed('昨天 怎么样 今天'),
  },
  隐患进度: {
    names: listed('隐患 整改 销号 期限 YH 没整改 超期 改好没 悬石 修好没 督办 谁在弄 清零 到哪步 复查'),
    hints: listed('没 条 谁'),
  },
  转移安置: {
    names: listed('避灾点 安置点 避难 转移 安置 回家没 回去了 撤到 避去 可以去边度避 能睡 开放没 体育馆 住得下 挪出来'),
    hints: listed('人 哪里 去'),
  },
  巡查: { names: listed('巡查 巡了 巡护 巡河 巡库 没巡 巡山 巡到 谁巡 护林'), hints: listed('巡') },
  通讯录: {
    names: listed('电话 号码 联系方式 手机号 联系人 怎么联系 找谁电话 通讯录 微信号 座机'),
    hints: listed('打 号'),
  },
  制度流程: {
    names: listed(
      '流程 怎么报 怎么申请 咋报 咋整 怎么填 模板 格式 规定 要谁批 补贴 预案 手册 标准 要求是 几级响应 怎么办 如何 申请 报给 需要什么 材料 文件号 政策 多久 算不算 要不要报 咋弄',
    ),
    hints: listed('怎么 咋 要 能不能'),
  },
  其他: {
    names: listed('车几点 关门 盖章 笑话 二维码 会议室 演练记录 你能干 YJ 几点走 食堂 停车 发票 震中'),
    hints: listed('几点 吗'),
  },
} satisfies Record<string, { names: string[]; hints: string[] }>

export type Topic = keyof typeof TOPICS_ASKED
