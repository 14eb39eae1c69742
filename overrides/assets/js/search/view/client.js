// The worker, which search/worker/tasks.js answers for. After any failure the next question begins another.
const STALE = "missing" // A file is gone: the site has been published anew.

// generation: counts the workers; names of what one has found mean nothing to the next.
const newClient = (script, folder) => ({ script, folder, worker: null, opened: null, generation: 0, last: 0, waiting: new Map() })

function begin(client) {
  const worker = new Worker(client.script, { type: "module" })
  worker.onmessage = ({ data: { id, given, error } }) => {
    const asked = client.waiting.get(id)
    if (!asked) return
    client.waiting.delete(id)
    if (error) asked.reject(error)
    else asked.resolve(given)
  }
  worker.onerror = event => {
    event.preventDefault()
    rejectAll(client, "worker")
  }
  client.worker = worker
  client.generation++
  client.opened = post(client, "open", client.folder)
  client.opened.catch(() => client.worker === worker && end(client))
}

// What the worker still owes may be asked of the next.
function end(client) {
  client.worker.terminate()
  client.worker = null
  rejectAll(client, STALE)
}

function post(client, task, given) {
  return new Promise((resolve, reject) => {
    client.waiting.set(++client.last, { resolve, reject })
    client.worker.postMessage({ id: client.last, task, given })
  })
}

function rejectAll({ waiting }, error) {
  for (const { reject } of waiting.values()) reject(error)
  waiting.clear()
}

// So that it is there when the first word has been typed.
function warmUp(client) {
  if (!client.worker) begin(client)
}

async function ask(client, task, given) {
  warmUp(client)
  const { generation } = client
  try {
    await client.opened
    return await post(client, task, given)
  } catch (error) {
    if (client.worker && client.generation === generation) end(client)
    throw error
  }
}
