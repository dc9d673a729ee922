/** Entries of a polled list become drafts for the officer's card; nothing of it goes out before somebody presses 确认发布. */
import type { BrokenItem } from '../cap/feed.ts'
import { concerns, type FeedArea, type FeedItem } from '../cap/feed.ts'
import type { Doubt } from '../cap/profile.ts'
import { NO_SIGNAL } from '../cap/signal.ts'
import { missingOf } from '../cap/text.ts'
import { type DecisionContext, officers, tell } from '../kernel/situation.ts'
import { saidTime } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { draftMessage, draftsOf, type Told } from './draft.ts'
import type { Change, Feed, FeedOutcome } from './fact.ts'
import { takeTogether } from './supersede.ts'
import type { Warning, WarningState } from './warning.ts'
import { warningWords } from './words.ts'

/** Older entries are history: the list is read for what is to be done now. */
const FRESH_HOURS = 12
/** Cards an officer can look at; what is left is taken up at the next asking. */
const MOST_AT_ONCE = 10
/** Entries held against what is there already, at one asking; each is held against all of it. */
const MOST_COMPARED = 50
/** A list that gave no good answer for so long is told of. */
const SILENT_MINUTES = 60

export const FEED_ACTOR = 'feed:12379'

export interface Looked {
  item: FeedItem
  outcome: FeedOutcome
  /** The warning it became, or already was. */
  warningId: string | null
}

/**
 * Decides the entries not seen before, the newest first, in whatever order the list has them.
 * @param recent warnings of the last day and all open ones, by whatever way they came.
 */
export function fromFeed(
  g: DecisionContext,
  items: readonly FeedItem[],
  area: FeedArea,
  recent: readonly WarningState[],
): { changes: Change[]; looked: Looked[] } {
  const changes: Change[] = []
  const looked: Looked[] = []
  const there: WarningState[] = [...recent]
  let drafts = 0
  let compared = 0
  const newest = [...items].sort((a, b) => b.sentAt.getTime() - a.sentAt.getTime())
  for (const item of newest) {
    if (!concerns(item, area)) {
      looked.push({ item, outcome: 'elsewhere', warningId: null })
      continue
    }
    // a clock that runs ahead, theirs or ours: looked at again when its time has come
    if (ahead(g, item)) continue
    if (!fresh(g, item)) {
      looked.push({ item, outcome: 'old', warningId: null })
      continue
    }
    if (drafts >= MOST_AT_ONCE || compared >= MOST_COMPARED) continue
    compared += 1
    const all = draftsOf({ ...g, newNo: () => '' }, item.original, {
      requestedBy: FEED_ACTOR,
      channel: null,
      chat: null,
      told: toldBy(item),
    })
    const came = takeTogether(g, again(all, there), there)
    const kept = came.flatMap(({ warning, same }) => (same ? [] : [warning]))
    looked.push({ item, outcome: kept.length ? 'drafted' : 'known', warningId: (kept[0] ?? came[0]!.warning).id })
    drafts += kept.length
    for (const warning of kept) {
      there.push({ warning, obligations: [] })
      const card = draftMessage(g, warning)
      changes.push(
        { type: 'warning.drafted', warning },
        ...officers(g).flatMap((p) =>
          tell(g, p.id, card, { priority: 'alert', about: { kind: 'warning', id: warning.id } }),
        ),
      )
    }
  }
  return { changes, looked }
}

const toldBy = ({ signals, legal, original }: FeedItem): Told => ({
  signals: (signals.length ? signals : [NO_SIGNAL]).map((signal) => ({ signal, original })),
  missing: missingOf({ signals, legal }),
  digest: null,
})

/** An identifier used again for other words is told of: which of the two is meant is for the officer to find out. */
const again = (drafts: readonly Warning[], recent: readonly WarningState[]): Warning[] =>
  drafts.map((draft) => {
    const other = recent.some(
      ({ warning: w }) => !!draft.identifier && w.identifier === draft.identifier && w.hash !== draft.hash,
    )
    const doubt: Doubt = { flag: 'identifier_again', said: draft.identifier ?? '' }
    return other ? { ...draft, doubts: [...draft.doubts, doubt] } : draft
  })

/** From a clock that runs ahead of ours. */
const ahead = ({ now }: DecisionContext, { sentAt }: FeedItem) => sentAt.getTime() - now.getTime() > 3_600_000

/** Of the last hours, and what it says is not over yet. */
function fresh({ now }: DecisionContext, { sentAt, signals }: FeedItem): boolean {
  const hours = (now.getTime() - sentAt.getTime()) / 3_600_000
  const over = signals.length > 0 && signals.every((s) => s.horizon?.until && s.horizon.until <= now)
  return hours <= FRESH_HOURS && !over
}

/** Entries of ours that cannot be read, told once: nothing becomes of them unless somebody looks at the platform. */
export function tellBroken(g: DecisionContext, broken: readonly BrokenItem[]): Change[] {
  if (!broken.length) return []
  const shown = broken.slice(0, MOST_AT_ONCE)
  const message = cardMessage({
    title: `预警列表里有${broken.length}条读不懂`,
    tone: 'warn',
    lines: [
      warningWords.feedBroken,
      ...known(shown.map((b) => [b.identifier || '没有编号', b.why])),
      ...(broken.length > shown.length ? [warningWords.moreBroken(broken.length - shown.length)] : []),
    ],
  })
  return officers(g).flatMap((p) => tell(g, p.id, message, { priority: 'alert' }))
}

/** The feed has been silent too long, or answers again: told to the officers on duty, on one card that changes. */
export function feedSilence(
  g: DecisionContext,
  { okAt, failingSince, toldAt, error }: Pick<Feed, 'okAt' | 'failingSince' | 'toldAt' | 'error'>,
): Change[] {
  const silent = !!failingSince && g.now.getTime() - failingSince.getTime() >= SILENT_MINUTES * 60_000
  if (silent === !!toldAt) return []
  const message = silent
    ? cardMessage({
        title: '预警源连不上',
        tone: 'warn',
        lines: [
          warningWords.feedSilent,
          ...known([
            ['最后读到', okAt ? saidTime(okAt, g.tz) : '从未'],
            ['原因', error],
          ]),
        ],
      })
    : cardMessage({ title: '预警源已恢复', tone: 'good', lines: [warningWords.feedBack] })
  return officers(g).flatMap((p) => tell(g, p.id, message, { priority: 'alert', slot: 'feed' }))
}
