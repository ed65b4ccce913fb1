// The y-websocket server from npm on a free port; says which on stdout and ends with its stdin.
import http from 'node:http'
import { createRequire } from 'node:module'
import { WebSocketServer } from 'ws'

const { setupWSConnection } = createRequire(import.meta.url)('@y/websocket-server/utils')

const server = http.createServer()
const sockets = new WebSocketServer({ server })
sockets.on('connection', (socket, request) => {
  const token = (request.headers.authorization ?? '').replace('Bearer ', '')
  if (token.startsWith('refuse')) {
    socket.close(Number(token.split(' ')[1]), token.split(' ').slice(2).join(' '))
    return
  }
  setupWSConnection(socket, request)
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))

// "cut" ends every connection without a close frame, as a dead network does.
process.stdin.setEncoding('utf8').on('data', (said) => {
  if (said.includes('cut')) {
    for (const socket of sockets.clients) socket.terminate()
    console.log('cut')
  }
})
process.stdin.on('end', () => process.exit(0))
