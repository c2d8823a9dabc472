// Stores the session a moment after something changed, also while it goes on changing; one at a time, and again when it did not succeed.

import type { SessionDocument } from './contract.ts'
import { Outrun, type Data } from './data.ts'

const moment = 400, again = 3000

export class Keeper {
  revision: number
  private stored: string
  private latest: string
  private timer: ReturnType<typeof setTimeout> | undefined
  private busy = false
  private stopped = false

  constructor(private readonly data: Pick<Data, 'store' | 'looking'>, first: SessionDocument, private readonly told: (error: Error | null) => void) {
    this.revision = first.revision
    this.stored = this.latest = content(first)
  }

  /** All of it is stored. */
  get settled() { return this.stored === this.latest && !this.busy }

  changed(session: SessionDocument) {
    this.latest = content(session)
    if (this.data.looking || this.stopped || this.stored === this.latest) return
    this.timer ??= setTimeout(() => void this.store(), moment)
  }

  /** The page is being closed: what is not stored yet goes now. */
  leave() {
    if (this.data.looking || this.stopped || this.stored === this.latest) return
    this.stopWaiting()
    void this.data.store(this.next(this.busy ? 2 : 1), true).catch(() => {})
  }

  /** Takes over what the program has: there is nothing of our own to store. */
  adopt(document: SessionDocument) {
    this.revision = document.revision
    this.stored = this.latest = content(document)
    this.stopped = false
  }

  /** Goes on after an Outrun. `revision`: of what the program has. */
  resume(revision: number) {
    this.revision = revision
    this.stopped = false
    this.stored = ''
    void this.store()
  }

  private next(further = 1): SessionDocument {
    return { ...JSON.parse(this.latest), format: 1, revision: this.revision + further }
  }

  /** No timer runs any more. */
  private stopWaiting() {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  private async store() {
    this.stopWaiting()
    if (this.busy || this.stopped) return
    this.busy = true
    const storing = this.latest
    try {
      await this.data.store(this.next())
      this.revision += 1
      this.stored = storing
      this.told(null)
    } catch (error) {
      this.stopped = error instanceof Outrun
      this.told(error as Error)
      if (!this.stopped) this.timer ??= setTimeout(() => void this.store(), again)
    } finally {
      this.busy = false
    }
    if (this.stored === storing && this.latest !== storing) void this.store()
  }
}

/** Without its revision, which is not content. */
function content(session: SessionDocument): string {
  return JSON.stringify({ ...session, revision: 0 })
}
