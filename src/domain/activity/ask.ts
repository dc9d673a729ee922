/** 明天培训几点: what is still to be held stands in no record, and is asked of whoever gave notice of it. */
import type { Question } from '../kernel/question.ts'
import { activityWords } from './words.ts'

export const whenHeld: Question = {
  forms: [],
  about: [
    {
      of: /(?:明天|后天|今天|下周.?|这周.?|上午|下午|晚上)?的?(?:培训|会议|开会|讲座|学习|比武|活动|体检)/,
      asked: /几点|什么时候|哪天|几号|在哪|地点|时间/,
    },
  ],
  needs: [],
  answer: () => [{ text: activityWords.notPlannedHere }],
}
