import type { Question } from './question.ts'
import { cardMessage, words } from './words.ts'

/** 帮助: what can be said to Anan. */
export const help: Question = {
  forms: [
    /^(?:帮助|help|怎么用|菜单|\?|？)$/i,
    /^(?:怎么|如何|咋个?)(?:上?报|绑定|登记|签到|用|整改|请假|延期)[^，。]{0,8}[?？]?$/,
  ],
  needs: [],
  answer: () => [cardMessage({ title: '安安能帮您做什么', tone: 'info', lines: [...words.help] })],
}
