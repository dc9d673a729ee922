import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { api, type Chat, type Me, type Message } from './api.ts'
import { Card } from './card.tsx'
import { Composer } from './composer.tsx'
import { merge } from './merge.ts'
import { useWaiting, WaitingMessages } from './waiting.tsx'
import { words } from './words.ts'

/** One chat: its messages, oldest on top, and the place to write. */
export function Conversation({ chat, me, back }: { chat: Chat; me: Me; back: () => void }) {
  const cache = useQueryClient()
  const page = useQuery({ queryKey: ['messages', chat.id], queryFn: () => fresh(cache, chat.id) })
  const [quoted, setQuoted] = useState<Message>()
  const end = useRef<HTMLDivElement>(null)
  const messages = [...(page.data?.messages ?? [])].reverse()
  const last = messages.at(-1)
  const waiting = useWaiting().filter((w) => w.chat === chat.id && w.message).length
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when the newest message changes or one is written
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' })
  }, [last?.id, last?.rev, waiting])
  const nameOf = (account: string | null) => (account === null ? words.anan : (page.data?.members[account] ?? '—'))

  const older = async () => {
    const first = messages[0]
    if (!first) return
    const more = await api.messages(chat.id, first.createdAt)
    cache.setQueryData(['messages', chat.id], {
      members: { ...more.members, ...page.data?.members },
      messages: [...(page.data?.messages ?? []), ...more.messages],
    })
  }
  return (
    <>
      <header>
        <Button className="back" onClick={back} aria-label={words.chats}>
          ‹
        </Button>
        <h1>{chat.name}</h1>
      </header>
      <div className="messages" role="log" aria-live="polite" aria-label={chat.name}>
        {messages.length >= 50 && (
          <Button type="link" onClick={() => void older()}>
            {words.older}
          </Button>
        )}
        {!page.isSuccess && (page.isError || page.isPaused) && <p className="center">{words.earlierLater}</p>}
        {page.isSuccess && !messages.length && <p className="center">{words.empty}</p>}
        {messages.map((m) => (
          <Bubble
            key={m.id}
            message={m}
            mine={m.account === me.id}
            name={nameOf(m.account)}
            chat={chat.id}
            quoted={messages.find((x) => x.id === m.replyTo)}
            onQuote={() => setQuoted(m)}
          />
        ))}
        <WaitingMessages chat={chat.id} />
        <div ref={end} />
      </div>
      <Composer chat={chat.id} me={me} quoted={quoted} onUnquote={() => setQuoted(undefined)} />
    </>
  )
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})
/** The same bound as on the station's cards. */
const LATE_MS = 3 * 60_000
const isLate = (m: Message) => Date.parse(m.createdAt) - Date.parse(m.writtenAt!) >= LATE_MS
const textOf = (m: Message) => m.body.text || m.body.outbound?.text || words.photo

function Bubble({
  message: m,
  mine,
  name,
  chat,
  quoted,
  onQuote,
}: {
  message: Message
  mine: boolean
  name: string
  chat: string
  quoted?: Message
  onQuote: () => void
}) {
  if (m.recalledAt)
    return (
      <p className="recalled">
        {name}
        {words.recalled}
      </p>
    )
  const { body } = m
  const recallable = mine && Date.now() - Date.parse(m.createdAt) < 110_000
  return (
    <article className={mine ? 'bubble mine' : m.account === null ? 'bubble anan' : 'bubble'}>
      <div className="who">
        <span>{name}</span>
        <time dateTime={m.createdAt}>{clock.format(new Date(m.createdAt))}</time>
        {m.writtenAt && isLate(m) && <span>{words.written(clock.format(new Date(m.writtenAt)))}</span>}
        {m.editedAt && <span>{words.edited}</span>}
      </div>
      {quoted && <blockquote>{textOf(quoted).slice(0, 60)}</blockquote>}
      {body.outbound ? (
        <Card message={body.outbound} messageId={m.id} chat={chat} />
      ) : (
        body.text && <p className="text">{body.text}</p>
      )}
      {body.attachments?.map((a) => (
        <img key={a.key} className="photo" src={`/web/media/${a.key}`} alt={a.name ?? words.photo} loading="lazy" />
      ))}
      {body.location && (
        <p className="text">
          {words.place}：{body.location.name ?? ''} {body.location.lat.toFixed(5)}, {body.location.lon.toFixed(5)}
        </p>
      )}
      <div className="actions">
        <button type="button" onClick={onQuote}>
          {words.quote}
        </button>
        {recallable && (
          <button type="button" onClick={() => void api.recall(chat, m.id)}>
            {words.recall}
          </button>
        )}
      </div>
    </article>
  )
}

/** The newest page; what came live while it was on its way is kept. */
async function fresh(cache: QueryClient, chat: string) {
  const page = await api.messages(chat)
  const held = cache.getQueryData<typeof page>(['messages', chat])?.messages ?? []
  return { ...page, messages: held.reduce(merge, page.messages) }
}
