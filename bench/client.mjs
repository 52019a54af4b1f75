// bench/client.mjs: asks a server as a browser would, and what of it costs the server.
import { createServer, request } from 'node:http';
import { treeCpu } from './servers.mjs';

export function ask(port, path, headers = {}, body = null) {
  return new Promise((resolve, reject) => {
    const r = request({ port, host: '127.0.0.1', path, headers, method: body === null ? 'GET' : 'POST' }, (res) => {
      let text = '';
      res.on('data', (d) => { text += d; });
      res.on('end', () => resolve({ status: res.statusCode, headers: res.headers, text }));
    });
    r.on('error', reject);
    r.end(body ?? undefined);
  });
}

export const freePort = () => new Promise((resolve) => {
  const s = createServer().listen(0, '127.0.0.1', () => {
    const { port } = s.address();
    s.close(() => resolve(port));
  });
});

const cookies = (res) => (res.headers['set-cookie'] ?? []).map((c) => c.split(';')[0]).filter((c) => !c.endsWith('=')).join('; ');
export const token = (text) => text.match(/name="csrf" value="([^"]+)"/)[1];

/** The headers of somebody of the demo who has signed in. */
export async function signIn(port, login) {
  const page = await ask(port, '/sign-in');
  const form = { csrf: token(page.text), login, password: 'demo-only-pass-phrase', next: '/' };
  const answer = await ask(port, '/sign-in', { 'content-type': 'application/x-www-form-urlencoded', cookie: cookies(page) },
    new URLSearchParams(form).toString());
  if (answer.status !== 303) throw new Error(`cannot sign in: ${answer.status}`);
  return { cookie: cookies(answer) };
}

/** Milliseconds of the workers' CPU for one of N requests; each must be answered as the first was. */
export async function cost(server, n, once) {
  const first = await once();
  const before = treeCpu(server.pid).workers;
  for (let i = 0; i < n; i++) {
    const { status } = await once();
    if (status !== first.status) throw new Error(`${status} after ${first.status}`);
  }
  return { ms: (treeCpu(server.pid).workers - before) / 1e6 / n, first };
}
