/** What people are shown of a check: where it stands, the next item with its buttons, what it came to. */
import type { Button, Line, Outbound } from '../kernel/message.ts'
import { type Situation, say } from '../kernel/situation.ts'
import { cardMessage } from '../kernel/words.ts'
import type { Change } from './fact.ts'
import { type Check, doneOf, failedOf, type Item, leftOf, nextOf, RESULTS } from './inspection.ts'
import { inspectionWords } from './words.ts'

const itemLine = ({ seq, item, result, wrong, hazardNo }: Item): Line => ({
  label: `${seq} ${item}`,
  value: [result, wrong, hazardNo ? `隐患 ${hazardNo}` : ''].filter(Boolean).join('，'),
})

/** The next item to be looked at, by its number and words; undefined where none is left. */
export const nextWords = (check: Check): string | undefined => {
  const next = nextOf(check)
  return next && inspectionWords.nextItem(next.seq, next.item)
}

/** Two check (1+1, station plan H6.1): who of them is not named yet is asked for. */
const pairNote = (check: Check): string | undefined =>
  check.inspectors.length < 2 ? inspectionWords.secondChecker : undefined

/** What is left to be answered, with what was found; once all is answered, what it came to. */
export function checkMessage(check: Check): Outbound {
  const next = nextOf(check)
  const data = (seq: number) => ({ id: check.id, seq: String(seq) })
  const failed = failedOf(check)
  if (check.state !== 'checking' || !next)
    return cardMessage(
      {
        title:
          check.state === 'checking' || check.state === 'filed'
            ? inspectionWords.over(check.unit, check.no)
            : `${STOPPED[check.state] ?? ''}${check.unit} ${check.no}`,
        tone: failed.length ? 'warn' : check.state === 'filed' ? 'good' : 'info',
        lines: [
          failed.length ? inspectionWords.found(failed.length) : leftOf(check).length ? '' : inspectionWords.allFine,
          ...failed.map(itemLine),
          ...(check.inspectors.length ? [{ label: '检查人', value: check.inspectors.join('、') }] : []),
          { label: '查了', value: `${doneOf(check)}项，共${check.items.length}项` },
        ].filter(Boolean),
        note: check.state === 'withdrawn' ? undefined : pairNote(check),
      },
      check.drill,
    )
  const results: Button[] = RESULTS.map((result) => ({
    label: result,
    act: 'inspection.answer',
    data: { ...data(next.seq), result },
    ...(result === '合格' ? { style: 'primary' as const } : {}),
  }))
  return cardMessage(
    {
      title: inspectionWords.title(check.unit, doneOf(check), check.items.length),
      tone: failed.length ? 'warn' : 'info',
      lines: [
        inspectionWords.nextItem(next.seq, next.item),
        ...failed.map(itemLine),
        { label: '检查人', value: check.inspectors.join('、') },
        { label: '编号', value: check.no },
      ],
      buttons: [...results, { label: '先停一下', act: 'inspection.pause', data: { id: check.id } }],
      note: [check.unsaid ? inspectionWords.whatIsWrong : inspectionWords.howToAnswer, pairNote(check)]
        .filter(Boolean)
        .join('\n'),
    },
    check.drill,
  )
}

const STOPPED: Partial<Record<Check['state'], string>> = { incomplete: '未查完：', withdrawn: '已撤回：' }

/** One card a check and chat: it changes. */
const ofCheck = ({ id }: Check) => ({ slot: `inspection:${id}`, about: { kind: 'record', id } }) as const

/** The card, where the check is being done; sensitive matter is shown in no chat. */
export const shown = (s: Situation, check: Check): Change[] =>
  check.restricted
    ? []
    : [say(s, check.channel, check.chat, checkMessage(check), { priority: 'reply', ...ofCheck(check) })]
