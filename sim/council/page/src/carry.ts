// A session within an address, after "#s=": its document as deflate-raw, in the letters of base64url. Nothing of it goes to a server.

import type { SessionDocument } from './contract.ts'
import { isSession } from './session.ts'

type Change = (bytes: Uint8Array) => Promise<Uint8Array>
const mark = '#s=', most = 4_000_000  // bytes: what is larger is no session of a table

export function canCarry(): boolean {
  try {
    return !!new CompressionStream('deflate-raw' as CompressionFormat) && !!new DecompressionStream('deflate-raw' as CompressionFormat)
  } catch {
    return false
  }
}

export async function carried(address: string, document: SessionDocument, deflate: Change = through(() => new CompressionStream('deflate-raw'))): Promise<string> {
  const bytes = await deflate(new TextEncoder().encode(JSON.stringify(document)))
  let letters = ''
  for (let i = 0; i < bytes.length; i += 8192) letters += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return `${address.split('#')[0]}${mark}${btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`
}

export const carries = (address: string): boolean => address.includes(mark)

/** null: it carries none, or what it carries is no session. */
export async function unpacked(address: string, inflate: Change = through(() => new DecompressionStream('deflate-raw'))): Promise<SessionDocument | null> {
  try {
    const letters = atob(address.slice(address.indexOf(mark) + mark.length).replaceAll('-', '+').replaceAll('_', '/'))
    const what: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await inflate(Uint8Array.from(letters, (one) => one.charCodeAt(0)))))
    return carries(address) && isSession(what) ? what : null
  } catch {
    return null
  }
}

function through(make: () => GenericTransformStream): Change {
  return async (bytes) => {
    const stream = make(), writer = stream.writable.getWriter(), reader = (stream.readable as ReadableStream<Uint8Array>).getReader()
    const written = writer.write(bytes).then(() => writer.close())
    written.catch(() => {})  // the reader hears of it as well
    const parts: Uint8Array[] = []
    let length = 0
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value)
      length += part.value.length
      if (length > most) {
        await reader.cancel()
        throw new Error('too large')
      }
    }
    const whole = new Uint8Array(length)
    parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0)
    return whole
  }
}
