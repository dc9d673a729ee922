/** Somebody who might have been caught or was looked for turns up. */
import { listed } from './words.ts'

export const FOUND_SAFE = listed(`
  找到了 找着了 找到人了 寻到了 搵到 出来了 救出来 救出 救上来 获救 脱困 脱险 挖出来 扒出来 回来了 回家了 到家了 联系上了 联系到了 打通电话 接了电话 人在家 在亲戚家
  人没事 人都没事 都没事 人平安 平安无事 里面没人 里头没人 屋里没人 没人在里面 没有人在里面 没有人被困 没人被困 没有人被埋 没人被埋 没压到人 没埋到人`)
/** Somebody is in there still. */
export const STILL_IN = listed('还有 还剩 仍有 没出来 还在里 还困 另有 其他人没')
