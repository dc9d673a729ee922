import { useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import { Chats } from './chats.tsx'
import { SignIn } from './sign-in.tsx'
import { words } from './words.ts'

export function Root() {
  // a server that is away is no sign-out: it is asked again until it answers
  const me = useQuery({ queryKey: ['me'], queryFn: api.me, retry: true, retryDelay: 3_000 })
  if (me.isPending) return <p className="center">{me.failureCount ? words.unreachable : words.loading}</p>
  return me.data ? (
    <Chats me={me.data} onSignedOut={() => void me.refetch()} />
  ) : (
    <SignIn onSignedIn={() => void me.refetch()} />
  )
}
