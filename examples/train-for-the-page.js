// Trains the network that draw-and-predict/ shows, and puts its weights where the page finds them.
import { mkdir, writeFile } from 'node:fs/promises'
import { DataLoader, loadMnist } from '@handwritten/mnist-data'
import { createTrainer, recipes } from '@handwritten/nn'
import { encodeSafetensors, Generator } from '@handwritten/tensor'

const recipe = { ...recipes.fast, epochs: Number(process.argv[2] ?? recipes.fast.epochs) }
const { train, test } = await loadMnist()
const trainer = createTrainer(recipe, {
  generator: new Generator(1),
  train: new DataLoader(train, { batchSize: recipe.batchSize, shuffle: true, seed: 1 }),
  test: new DataLoader(test, { batchSize: 1000 }),
})
for await (const event of trainer.fit()) {
  if (event.type === 'epoch') console.log(`${(100 * event.testAccuracy).toFixed(2)}% right`)
}
const folder = new URL('draw-and-predict/public/', import.meta.url)
await mkdir(folder, { recursive: true })
const tensors = trainer.options.model.stateDict()
await writeFile(new URL('digits.safetensors', folder), encodeSafetensors({ tensors }))
