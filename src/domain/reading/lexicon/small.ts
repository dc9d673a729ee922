/** Words that agree, thank or greet, and tell and ask nothing. */
import { listed } from './words.ts'

export const SMALL = listed(`
  同意 赞成 可以 没问题 没意见 就这么办 这样办 按这个办 行 好 好的 对 对的 是的 嗯 辛苦 辛苦了 大家辛苦 大家辛苦了 辛苦各位 各位辛苦 各位辛苦了 辛苦大家 辛苦大家了 谢谢 谢谢大家 感谢 多谢 注意安全 注意休息 注意身体 保重 早点休息
  已阅 知悉 点赞 厉害 给力 加油 不客气 应该的 大家 各位 领导 主任 书记 镇长 都 了 啊 哈 呀 吧 哦 噢 啦
  困死了 困死 好困 犯困 瞌睡来了 打瞌睡 眼皮都睁不开 眼睛都睁不开 眼皮打架`)
