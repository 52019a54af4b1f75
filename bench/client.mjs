// bench/client.mjs: asks a server for pages as somebody who is signed in.
import { createServer, request } from 'node:http';

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

const cookies = (res) => (res.headers['set-cookie'] ?? []).map((c) => c.split(';')[0]).filter((c) => !c.endsWith('=')).join('; ');

/** The cookie of somebody of the demo. */
export async function signIn(port, login) {
  const page = await ask(port, '/sign-in');
  const answer = await ask(port, '/sign-in', { 'content-type': 'application/x-www-form-urlencoded', cookie: cookies(page) },
    new URLSearchParams({ csrf: page.text.match(/name="csrf" value="([^"]+)"/)[1], login, password: 'demo-only-pass-phrase', next: '/' }).toString());
  if (answer.status !== 303) throw new Error(`${login} cannot sign in: ${answer.status}`);
  return cookies(answer);
}

export const freePort = () => new Promise((resolve) => {
  const s = createServer().listen(0, '127.0.0.1', () => {
    const { port } = s.address();
    s.close(() => resolve(port));
  });
});
