// A compile cache for Nodes that have none of their own (before 22.1), as the bundle is one file.
require('v8-compile-cache')
require('./node_modules/reference-worker.cjs')
