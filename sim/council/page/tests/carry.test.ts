import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { canCarry, carried, carries, unpacked } from '../src/carry.ts'
import { newSession } from '../src/session.ts'
import { table } from './small_table.ts'

const deflate = async (bytes: Uint8Array) => new Uint8Array(deflateRawSync(bytes)), inflate = async (bytes: Uint8Array) => new Uint8Array(inflateRawSync(bytes))
const session = { ...newSession(table), ambition: 'Elk kind “kent” volwassenen. ✓ '.repeat(20) }

test('a session goes into an address and comes out as it was', async () => {
  const address = await carried('http://127.0.0.1:8000/#before', session, deflate)
  assert.match(address, /^http:\/\/127\.0\.0\.1:8000\/#s=[A-Za-z0-9_-]+$/)
  assert.ok(carries(address) && !carries('http://127.0.0.1:8000/#step'))
  assert.deepEqual(await unpacked(address, inflate), session)
  assert.deepEqual(await unpacked(new URL(address).hash, inflate), session)
})

test('what is cut off, is no session or was made up is refused', async () => {
  const address = await carried('http://a/', session, deflate)
  const other = await carried('http://a/', { format: 1, revision: 1 }, deflate)
  const broken = await carried('http://a/', { ...session, rounds: [null] } as never, deflate)
  for (const wrong of [address.slice(0, -30), 'http://a/#s=', 'http://a/#s=%%%', 'http://a/', other, broken]) assert.equal(await unpacked(wrong, inflate), null, wrong.slice(0, 40))
})

test('a browser does it with its own streams', { skip: !canCarry() && 'this Node has no deflate-raw' }, async () => {
  const address = await carried('http://a/', session)
  assert.deepEqual(await unpacked(address), session)
  assert.equal(await unpacked(address.slice(0, -30)), null)
  const bomb = await carried('http://a/', { ...session, ambition: 'x'.repeat(5_000_000) })
  assert.ok(bomb.length < 20_000)
  assert.equal(await unpacked(bomb), null, 'it does not fill the memory')
})
