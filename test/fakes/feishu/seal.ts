/** Encrypts and signs a push as the platform does. */
import { createCipheriv, createHash, randomBytes } from 'node:crypto'

/** A body in the platform's envelope. */
export function encrypt(plain: string, encryptKey: string): string {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv)
  return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()]).toString('base64')
}

/** Headers that vouch for these very bytes. */
export function sign(body: string, encryptKey: string, nowMs: number): Record<string, string> {
  const stamp = String(Math.floor(nowMs / 1000))
  const nonce = randomBytes(5).toString('hex')
  return {
    'content-type': 'application/json; charset=utf-8',
    'x-lark-request-timestamp': stamp,
    'x-lark-request-nonce': nonce,
    'x-lark-signature': createHash('sha256')
      .update(stamp + nonce + encryptKey + body)
      .digest('hex'),
  }
}

/** A sealed push: body and headers. */
export function sealed(
  event: unknown,
  encryptKey: string,
  nowMs: number,
): { body: string; headers: Record<string, string> } {
  const body = JSON.stringify({ encrypt: encrypt(JSON.stringify(event), encryptKey) })
  return { body, headers: sign(body, encryptKey, nowMs) }
}
