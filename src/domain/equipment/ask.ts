/** 设备情况, 卫星电话测了没. */
import type { MessageEvent } from '../kernel/message.ts'
import type { Question } from '../kernel/question.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import { overview } from './card.ts'
import { EQUIPMENT } from './needs.ts'
import { gearIn, NAMES } from './spoken.ts'

const THING = anyOf(NAMES)
export const equipmentQuestion: Question = {
  forms: [
    /^(?:现在|目前|站里)?的?(?:设备|通信设备|应急设备|装备)(?:测试)?(?:的)?(?:情况|状态|怎么样|怎样|如何|咋样|好不好|正常吗|有故障吗|有没有故障|测了没有?|台账)(?:了|呢)?[?？]?$/,
    /^(?:哪些|什么|有哪些)?设备(?:有故障|坏了|该测了|到期了)[?？]?$/,
    new RegExp(
      `^(?:我们?|站里|镇里)?的?${THING}(?:上次)?(?:(?:什么时候|几时|啥时候)?(?:测|试)(?:过|了|咗)?(?:没有?|冇|吗|么|的)|(?:什么时候|几时|啥时候)(?:测|试)的?|(?:情况)?(?:怎么样|怎样|如何|咋样|情况)|(?:修)?好了?(?:没有?|吗|么|冇)|(?:正常|好|能用)(?:吗|么|不)|有故障吗)(?:了|呢)?[?？]?$`,
    ),
  ],
  needs: [EQUIPMENT],
  answer: (s) => [overview(s, s.need(EQUIPMENT), gearIn((s.event as MessageEvent).text))],
}
