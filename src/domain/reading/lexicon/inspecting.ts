/** What a formal check came to, and what followed. */
import type { Kinds } from '../fields/kind.ts'
import { listed } from './words.ts'

export const CHECKED: Kinds = {
  合格: {
    names: listed(
      '合格 达标 符合要求 没问题 没毛病 没啥毛病 没查出 没挑出 过关 都过了 均正常 齐全有效 畅通 没事 冇问题 冇大问题 基本可以 都好 绿标',
    ),
    hints: listed('好 正常 齐 通过'),
  },
  不合格: {
    names: listed('不合格 不达标 不符合 唔合格 不过关 没过 复检不过 未通过 不通过'),
    hints: listed('结论'),
  },
}
export const FOLLOWED: Kinds = {
  责令整改: {
    names: listed(
      '责令整改 责令限期 限期整改 限期改正 责令改正 责改 整改单 整改通知 责令单 责令书 责令 限期 要求整改 前改完 前完成 前改好 内改完 当场责令 整改 天改 日前 号前 改正',
    ),
    hints: listed('限 改 前 天'),
  },
  停用: {
    names: listed(
      '停用 停产 停业 停工 停运 停航 停炉 查封 封条 封存 禁用 断电 关灶 让停 先停 停止使用 不准开 停待证 查封咗',
    ),
    hints: listed('停 封'),
  },
  移送: { names: listed('移送 移交 交派出所 交公安 交城管 报县局 立案查处'), hints: listed('移 交') },
  处罚: { names: listed('处罚 罚款 罚了 罚 立案 吊销 没收'), hints: listed('罚') },
  警告: { names: listed('警告 口头警告 口头说 批评了 警告书 黄牌 通报批评 约谈'), hints: listed('口头 批评') },
}
/** Who checks, besides persons by name: what a body's name ends with. */
export const INSPECTORS = listed(`
  联合检查组 安全生产检查组 复查组 检查组 执法队 执法中队 综合执法 督导组 督查组 联合组 专家 消防大队 消防救援站 消防站 消防所 消防中队 安监办 安监所 安监站 应急办 应急局 应急站 住建局 住建办 市监所 市监局 市场所 市场监管所 特检院 特检所 派出所 供电所 供电局 水利站
  文旅局 林业站 教育办 卫健办 环保所 交警队 海事处 自然资源所 安委办 街道办 物业 城管 街道 执法中队 稽查队 消防大队 消防队 消防 住建 市监 应急 供电 交警 海事 文旅 环保 民政所 乡纪委 纪委 执法的 村里 县里 镇里 应急管理办 燃气公司 燃气稽查 粮食局 林业局 水务所 气象局 林业局 督查第三组 安全员`)
/** Before the bodies or people who check. */
export const CHECKED_BY = listed('检查人员 检查人 检查单位 检查组 执法人员 带队 同 跟 和 会同 随 由 人员 经办')
/** Before what was found wrong. */
export const FOUND = listed('发现问题 问题如下 存在问题 主要问题 发现以下 问题 发现 查出 情况 隐患')
/** A clause with one of these tells of something wrong. */
export const FAULTY = listed(`
  没 无 未 不足 不够 不全 不严 不符 失效 过期 超期 超量 超高 超限 堵 堆 锁 断 松 坏 失灵 裂 掉 缺 少 私拉 乱拉 裸露 漏 破损 屏蔽 老化 住人 吃住 混放 封死 挡 压 直排 泡沫 欠压 睡岗 敞 反 断电 黑屏 生锈 杂草 鼠洞 倒放 拖地
  不能 不亮 冇 唔 丢了 差 占用 拔掉 短接 违规 复印件 拆咗 不到 上锁 不灵`)
/** What is checked: what its name ends with. */
export const UNITS_CHECKED = listed(`
  有限公司 公司 工厂 纸箱厂 木器厂 砖厂 厂 站 店 铺 超市 商行 酒店 宾馆 民宿 饭店 饭馆 餐馆 酒楼 食堂 学校 小学 中学 幼儿园 托管班 养老院 敬老院 医院 卫生院 加油站 换瓶点 零售点 经营部 作坊 酒坊 烘焙坊 KTV 网吧 酒吧 浴室 市场 夜市
  工地 项目部 小区 大厦 家园 物业 水库 电站 渔港 码头 景区 栈道 仓库 冷库 沙场 砂石厂 矿 合作社 养殖场 水厂 供热站 客运站 粮站 收购点 车间`)
/** Where a unit is looked for, none. */
export const NO_UNITS = listed('我们 现场 一圈 一下 今天 今日 没 合格 出 都 全 了 时间 人员 记录 情况 问题 发现')
/** A clause that begins so tells of nothing wrong, whatever stands in it. */
export const NO_FINDINGS = listed(`
  合格 正常 未发现 未见 没发现 没问题 没毛病 没查 没挑 没罚 无异常 都 当场 限 责令 处理 罚 警告 停 移 照片 请 以上 逾期 要求 下周 明天 后天 已 拍 查了 检查 今 昨 回头 改完 不改 处罚 叫 让 说我们 口头 签 其余 结论`)

/** What a formal check of a unit calls itself; a round of a place goes by none of these. 联合检查站 is a post at a road. */
export const FORMAL_CHECKS =
  /(?:安全|安全生产|消防|执法|专项|联合|例行|用电|燃气|双随机)(?:生产|大|专项|联合|执法)?(?:检查|抽查)(?!站|点)/
/** What a round calls itself. */
export const ROUNDS = /巡[查逻护河堤库塘山林线]/
