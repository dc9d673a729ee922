/** Things that lists and people call by many names: 应急灯 is looked at under 应急照明, 灭火器 under 消防器材. */
import { anyOf, listed } from '../reading/lexicon/words.ts'

const THINGS: readonly string[] = [
  '灭火器 消火栓 消防栓 灭火毯 消防沙 喷淋 消防器材 消防设施 灭火机 水带',
  '消防通道 疏散通道 安全通道 安全出口 疏散楼梯 逃生通道 逃生口 逃生门 楼梯 出口 通道 疏散门 安全门',
  '应急灯 应急照明 疏散指示 指示牌 指示灯 出口灯 疏散灯 照明',
  '电线 线路 插座 插排 插线板 私拉 乱接 飞线 配电箱 电箱 漏保 用电 接线 裸露',
  '燃气 煤气 液化气 气瓶 气罐 煤气罐 软管 管阀 瓶装气 灶具',
  '报警器 烟感 探测器 可燃气体',
  '电动车 电瓶车 充电',
  '值班 在岗 值守 夜班 保安 安保',
  '预案 演练',
  '证照 证件 执照 许可证 资质 持证',
  '住人 留宿 吃住',
  '护栏 栏杆 警示牌 警示标志',
  '台账 制度 责任人 安全员 培训',
  '有限空间',
  '动火 电焊 焊接',
  '安全帽 安全带',
  '脚手架 临边 扣件 洞口',
  '基坑 支护',
  '边坡 挡墙 围墙 护坡',
  '彩钢板 泡沫板 易燃',
  '救生圈 救生衣 救生绳 救生器材',
  '广告牌 防盗窗',
  '油烟 烟道 烟管',
  '防雷 防静电 防爆',
  '门窗 校舍 墙体 房屋',
  '食堂 厨房',
  '特种设备 叉车 锅炉 电梯 压力容器 塔吊 升降机',
]
const FORMS = THINGS.map((words) => new RegExp(anyOf(listed(words))))

/** Which of these things a text speaks of. */
export const thingsIn = (text: string): number[] => FORMS.flatMap((form, i) => (form.test(text) ? [i] : []))
