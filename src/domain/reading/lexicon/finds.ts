/** What a round comes upon: what is wrong, what says that it is not so, what has been put right, what was known. */
import { listed } from './words.ts'

/** Wrong of ground, water, dams, houses, roads and wires, whatever stands beside it. */
export const WRONG = listed(`
  渗水 渗漏 渗出 在渗 往外渗 有渗 散浸 窨水 漏水 漏气 漏油 漏电 漏雨 在漏 管涌 冒出 冒水 冒泡 冒沙 冒浑 变浑 发浑 浑浊 泛黄水 有点湿 湿一片 一片湿 小面积湿 潮痕 湿印 打湿 结冰 积雪
  开裂 裂了 裂开 裂大 塌方 塌陷 塌了 塌下 垮塌 垮了 垮下 滑坡了 滑塌 下滑 下沉 沉陷 沉降了 鼓胀 鼓包 鼓起 变形 倾斜 歪了 歪斜 松动 松了 松脱 脱落 剥落 掉落 掉了 掉土 掉石 掉块 落石 滚石
  断裂 断了 折断 倒伏 倒了 倒塌 翻倒 撞坏 撞断 撞倒 堵塞 堵了 堵住 堵着 堵死 有堵 淤积 淤堵 淤塞 占道 被占 占用 破损 破了 坏了 损坏 坏掉 烂了 缺损 缺失 少了 丢了 丢失 不见了 被盗 偷走 锈蚀 锈死 老化 裸露
  过期 失灵 失效 不亮 不灵 打不开 关不严 关不上 转不动 启动不了 用不了 卡住 卡死 卡了 灭了俩 冲毁 冲垮 冲坏 冲断 淘空 掏空 悬空 坑洼 积水 倒灌 漫水 漫堤 漫坝 漫顶 漫过 超汛限 超警戒 过警戒
  异响 异味 怪味 焦味 发烫 烫手 私拉 飞线 违建 私搭 搭棚 烧荒 烧秸秆 焚烧 冒烟 起火 着火 冒火 游泳 野泳 电鱼 炸鱼 毒鱼 采砂 挖砂 偷倒 倾倒 乱倒 油污 死猪 死鱼 无人值守 没人值守`)
/** Of these many are watched by name (裂缝贴片, 白蚁√): they are found where somebody says that there is one. */
export const WRONG_WHERE_MET = listed(
  '裂缝 裂纹 裂口 缝隙 滑坡 白蚁 蚁巢 蚁穴 鼠洞 獾洞 蚂蚁窝 蚂蚁洞 空洞 洞 垃圾 漂浮物 树枝 枯枝 杂物 淤泥 钓鱼 抽烟 烧纸 烧草 烟头 明火 火苗 隐患 异常 问题 坑 沉降 落差 冰 湿 新土',
)
export const MET = listed('有 发现 新 看到 看见 见到 碰到 遇到 出现 多了 处 条 道 窝 堆 大片')
/** Things watched, and how much they have moved: 裂缝读数大了0.6毫米. */
export const WATCHED = listed('裂缝 裂口 读数 位移 测斜 沉降 缝')
export const GROWS = listed('加快 变宽 变大 加大 加宽 扩大 变长')
/** Of which such words are a part and say nothing. */
export const NAMES_OF_WRONG = listed(`
  滑坡监测点 滑坡隐患点 滑坡点 滑坡体 塌方点 塌方段 渗水点 渗漏点 积水点 易涝点 落石点 落石网 落石区 地质灾害隐患点 隐患点 隐患排查 裂缝计 裂缝贴片 裂缝标记 裂缝监测 防渗 防漏 防滑 异常情况 问题情况 垃圾桶 垃圾房 垃圾池 垃圾站 积水尺`)
/** Before what is wrong: it is not there. */
export const NOT_THERE = listed(`
  没有 没 无 未 末发现 末见 不见 冇 未见 未发现 没发现 没见 没看到 没看见 没看着 没得 冇得 冇看到 未有 并无 均无 皆无 都没 莫得 看不到 不 并未 尚未 没啥 零 禁止 严禁 防止 防范 预防 避免 以免 杜绝 谨防 小心 有没有 有无 是否 会不会 是不是 怕 别`)
/** In the clause, or in the next: it has been put right, by whoever came upon it or before. */
export const PUT_RIGHT = listed(`
  封堵 堵好 堵上 已堵 修好 修复 已修 补好 补上 填好 填了 填平 填咧 夯实 清理完 清理了 清掉 清走 清了 清除 清干净 已清 捞了 捞起 捞走 捞净 捞干净 捞出 已捞 扒开 扒掉 挪开 挪走 移走 搬走 已搬 锯开 拖走 拖开 拖上岸 扫走 扫了
  踢开 踢到 踢散 踢边 铲掉 铲走 推下 捡开 捡走 挖掉 拔掉 拔了 割了 割掉 掐 浇灭 浇熄 浇透 浇了 扑灭 扑熄 扑湿 熄了 熄灭 灭了 灭掉 踩灭 劝 撵 赶走 喊走 制止 处理了 已处理 处理好 处理掉 处理完 已处置 处置完 整改好 整改完 已整改
  换了 换掉 换好 已换 绑好 绑住 绑了 扎好 加固好 已加固 排除了 已排除 已消除 恢复 疏通 销号 灌药 撤走 拆除 拆了 拆掉 捅掉 关好 关上 锁好 装好 装上 扶正 扶起 解决 搞定 弄好 没事了 好了 当场 随手 顺手 埋了 已埋`)
/** 明天修: it has not been yet. */
export const NOT_YET = listed(
  '没 未 还没 尚未 等 待 需要 需 明天 后天 下周 准备 打算 请 建议 正在 联系 通知 安排 尽快 想 无法 不能 要',
)
/** It is as it was: what was known and is watched. */
export const AS_BEFORE = listed(
  '没变 没有变 无变化 未变 没动 未动 冇动 没扩大 未扩大 没有扩大 没发展 没有发展 没加宽 没宽 没长 没再 没撕 没断 没往外 持平 一样 一个样 照旧 老样子 稳定 不变 还是那么 没增加 未增加 同上回 同上次 同平常 同昨 纹丝 都是干的 平稳',
)
/** Behind a label: it is well. */
export const FINE = listed(
  '正常 合格 完好 良好 无异常 畅通 没问题 没事 平安 安全 安好 干净 无 没有 否 灵活 到位 清 无异样 零 0 √ ✓ 未见',
)
/** Danger that is there now, whoever comes upon it. */
export const DANGER_NOW = listed(
  '管涌 翻沙 冒沙 冒浑 浑水 决口 溃坝 溃堤 溃口 漫坝 漫堤 漫顶 要塌 要垮 快塌 快垮 往下滑 在滑 滑下来 垮下来 塌下来 塌了 垮了 垮塌 塌方 冲垮 冲毁 冲断 着火 起火 烧起来',
)
