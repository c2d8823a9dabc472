// A session with all that was played, in one page that any browser opens, without the program.

import type { Replay } from './data.ts'

/** `page`: the page as it was served. */
export function withReplay(page: string, replay: Replay): string {
  const data = JSON.stringify(replay).replaceAll('<', '\\u003c')
  const bare = page.replace(/<script type="application\/json" id="replay">[^<]*<\/script>\n?/, '') // of a page that was a replay itself
  return bare.replace('<head>', () => `<head>\n<script type="application/json" id="replay">${data}</script>`)
}

export function offer(name: string, what: string | Blob, kind: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(what instanceof Blob ? what : new Blob([what], { type: kind }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** For the name of a file. */
export function slug(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}
