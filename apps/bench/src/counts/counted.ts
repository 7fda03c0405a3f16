// The process whose instructions are counted: takes so many turns of the program that is named.
import { setBackend } from '@handwritten/tensor'
import { COUNTED_PROGRAMS } from './counted-programs.ts'

const [name, turns] = process.argv.slice(2) as [string, string]
setBackend('reference')
const turn = COUNTED_PROGRAMS[name]!()
for (let i = 0; i < Number(turns); i++) turn()
