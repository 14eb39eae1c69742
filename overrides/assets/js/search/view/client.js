// The worker, which search/worker/tasks.js answers for. It is begun anew after any failure.
const STALE = "missing" // A file is gone: the site has been published anew.

// generation: counts the workers; names of what one has found mean nothing to the next.
function openClient(script, folder) {
  const client = { script, folder, worker: null, opened: null, generation: 0, last: 0, waiting: new Map() }
  begin(client)
  return client
}

function begin(client) {
  if (client.worker) client.worker.terminate()
  // What the former worker owes may be asked of the new one.
  rejectAll(client, STALE)
  client.generation++
  client.worker = new Worker(client.script, { type: "module" })
  client.worker.onmessage = ({ data: { id, given, error } }) => {
    const asked = client.waiting.get(id)
    if (!asked) return
    client.waiting.delete(id)
    if (error) asked.reject(error)
    else asked.resolve(given)
  }
  client.worker.onerror = event => {
    event.preventDefault()
    rejectAll(client, "worker")
  }
  client.opened = post(client, "open", client.folder)
  client.opened.catch(() => {})
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

async function ask(client, task, given) {
  const { generation } = client
  try {
    await client.opened
    return await post(client, task, given)
  } catch (error) {
    if (client.generation === generation) begin(client)
    throw error
  }
}
