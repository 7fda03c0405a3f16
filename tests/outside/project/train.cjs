const metrics = require('@handwritten/metrics')
const data = require('@handwritten/mnist-data')
const nn = require('@handwritten/nn')
const tensor = require('@handwritten/tensor')

const threads = Number(process.argv[2])
import('./study.mjs')
  .then(({ study }) => study({ metrics, data, nn, tensor }, threads))
  .then((outcome) => console.log(JSON.stringify(outcome)))
