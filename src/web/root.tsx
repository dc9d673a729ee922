import { useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import { Chats } from './chats.tsx'
import { SignIn } from './sign-in.tsx'
import { words } from './words.ts'

export function Root() {
  const me = useQuery({ queryKey: ['me'], queryFn: api.me })
  if (me.isPending) return <p className="center">{words.loading}</p>
  return me.data ? (
    <Chats me={me.data} onSignedOut={() => void me.refetch()} />
  ) : (
    <SignIn onSignedIn={() => void me.refetch()} />
  )
}
