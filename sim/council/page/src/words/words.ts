import type { Language } from '../contract.ts'
import { en } from './en.ts'
import { nl, type Words } from './nl.ts'

export type { Words }
export const words: Record<Language, Words> = { nl, en }
