// tus-js-client against the reference hall: real files over real HTTP.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as tus from 'tus-js-client';
import { startHall } from '../e2e/hall.mjs';
import { about, refusal, send } from './client.mjs';
import { fileOf, sha256, signIn } from './visitor.mjs';

const PDF = 'application/pdf';
const MIB = 1024 * 1024;
const DAY = 24 * 3600 * 1000;

let hall;
let url;
let headers;
let limits;
before(async () => {
  hall = await startHall();
  url = hall.url;
  headers = await signIn(url, 'p-chenyu');
  limits = (await (await fetch(`${url}/.well-known/hall`)).json()).limits;
});
after(() => hall?.stop());

/** Sends a file of that many bytes. */
function sendNew(length, { type = PDF, metadata = {}, ...options } = {}) {
  const bytes = options.bytes ?? fileOf(type, length);
  return send({ url, headers, bytes, metadata: about(bytes, type, metadata), ...options });
}

/** A request without the client. */
function raw(method, upload, more = {}) {
  return fetch(upload.url, { method, headers: { ...headers, 'tus-resumable': '1.0.0', ...more } });
}

/** The hall holds exactly these bytes under that address. */
async function holds(upload, bytes, type) {
  const answer = await raw('GET', upload);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), type);
  assert.equal(sha256(Buffer.from(await answer.arrayBuffer()), 'hex'), sha256(bytes, 'hex'));
}

async function offset(upload) {
  const answer = await raw('HEAD', upload);
  return [answer.status, Number(answer.headers.get('upload-offset'))];
}

/** An upload of 300 000 bytes that its client gave up after 100 000. */
function halfDone(type = PDF, options = {}) {
  const bytes = fileOf(type, 300_000);
  let given = false;
  const watch = ({ upload, there, resolve }) => {
    if (there >= 100_000 && !given) {
      given = true;
      upload.abort().then(() => resolve({ upload, error: null }));
    }
  };
  const metadata = about(bytes, type);
  return send({ url, headers, bytes, metadata, chunkSize: 100_000, watch, ...options })
    .then((it) => ({ ...it, bytes, metadata }));
}

describe('a whole file', () => {
  const sizes = [[PDF, 9], [PDF, 70_000], ['image/jpeg', 482_133], ['image/png', 1 * MIB], ['image/webp', 65_536], [PDF, 4 * MIB]];
  for (const [type, length] of sizes) {
    test(`${type}, ${length} bytes, in one request`, async () => {
      const bytes = fileOf(type, length);
      const { upload, error, sent } = await sendNew(length, { bytes, type });
      assert.deepEqual(refusal(error), ['accepted', '']);
      assert.deepEqual(sent, ['POST', 'PATCH']);
      await holds(upload, bytes, type);
    });
  }
});

describe('in chunks', () => {
  const cases = [[1, 40], [1000, 10_500], [65_536, 300_000], [65_536, 65_536 * 4], [256 * 1024, 2 * MIB + 1], [4 * MIB, 9 * MIB]];
  for (const [chunkSize, length] of cases) {
    test(`${length} bytes, ${chunkSize} at a time`, async () => {
      const bytes = fileOf(PDF, length);
      const { upload, error, sent } = await sendNew(length, { bytes, chunkSize });
      assert.deepEqual(refusal(error), ['accepted', '']);
      assert.equal(sent.filter((it) => it === 'PATCH').length, Math.ceil(length / chunkSize));
      await holds(upload, bytes, PDF);
    });
  }

  test('a chunk beyond the published limit is refused, a smaller one is taken', async () => {
    const bytes = fileOf(PDF, limits.chunk_bytes + 1);
    const { upload, error } = await sendNew(0, { bytes });
    assert.deepEqual(refusal(error), [413, 'too-large']);
    const rest = await send({ url, headers, bytes, uploadUrl: upload.url, chunkSize: limits.chunk_bytes });
    assert.deepEqual(refusal(rest.error), ['accepted', '']);
    await holds(upload, bytes, PDF);
  });
});

describe('resumed', () => {
  test('by the client that gave up', async () => {
    const { upload, bytes } = await halfDone();
    assert.deepEqual(await offset(upload), [200, 100_000]);
    await new Promise((resolve, reject) => {
      Object.assign(upload.options, { onSuccess: resolve, onError: reject, onChunkComplete: null });
      upload.start();
    });
    await holds(upload, bytes, PDF);
  });

  test('by another client that knows only the address', async () => {
    const { upload, bytes } = await halfDone();
    const { error, sent } = await send({ url, headers, bytes, uploadUrl: upload.url, chunkSize: 50_000 });
    assert.deepEqual(refusal(error), ['accepted', '']);
    assert.deepEqual(sent, ['HEAD', 'PATCH', 'PATCH', 'PATCH', 'PATCH']);
    await holds(upload, bytes, PDF);
  });

  test('by another session of the same person', async () => {
    const { upload, bytes } = await halfDone();
    const { error } = await send({ url, headers: await signIn(url, 'p-chenyu'), bytes, uploadUrl: upload.url });
    assert.deepEqual(refusal(error), ['accepted', '']);
    await holds(upload, bytes, PDF);
  });

  test('from what the client wrote to its disk', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tus-'));
    try {
      const storage = { urlStorage: new tus.FileUrlStorage(path.join(folder, 'uploads.json')), storeFingerprintForResuming: true, fingerprint: async () => 'one-file' };
      const { upload, bytes, metadata } = await halfDone(PDF, storage);
      const [previous] = await upload.findPreviousUploads();
      const { error, sent, upload: again } = await send({ url, headers, bytes, metadata, ...storage, previous });
      assert.deepEqual(refusal(error), ['accepted', '']);
      assert.deepEqual(sent, ['HEAD', 'PATCH']);
      assert.equal(again.url, upload.url);
      await holds(upload, bytes, PDF);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('by creating the same file again', async () => {
    const { upload, bytes, metadata } = await halfDone();
    const { upload: again, error } = await send({ url, headers, bytes, metadata });
    // The document lets a hall answer with the first upload, which stands at another offset than a new one: the
    // client is told so and asks.
    if (again.url === upload.url) assert.deepEqual(refusal(error), [409, 'offset-mismatch']);
    const done = await send({ url, headers, bytes, uploadUrl: again.url });
    assert.deepEqual(refusal(done.error), ['accepted', '']);
    await holds(again, bytes, PDF);
  });

  test('after a finished one: nothing is sent twice', async () => {
    const bytes = fileOf(PDF, 5000);
    const { upload } = await sendNew(0, { bytes });
    const { error, sent } = await send({ url, headers, bytes, uploadUrl: upload.url });
    assert.deepEqual([refusal(error), sent], [['accepted', ''], ['HEAD']]);
  });

  test('by two clients at once: one file, whole', async () => {
    const { upload, bytes } = await halfDone();
    const options = { url, headers, bytes, uploadUrl: upload.url, chunkSize: 20_000, retryDelays: [0, 10, 20, 40, 80] };
    const both = await Promise.all([send(options), send(options)]);
    assert.ok(both.some((it) => it.error === null));
    await holds(upload, bytes, PDF);
  });
});

describe('damaged or dishonest', () => {
  const wrong = (chunk, spelling) => sha256(Buffer.concat([chunk, Buffer.from('!')]), spelling);

  test('a chunk that is not its checksum is not kept', async () => {
    const bytes = fileOf(PDF, 5000);
    const { upload, error } = await sendNew(0, { bytes, checksum: wrong });
    assert.deepEqual(refusal(error), [460, 'checksum-mismatch']);
    assert.deepEqual(await offset(upload), [200, 0]);
    const again = await send({ url, headers, bytes, uploadUrl: upload.url });
    assert.deepEqual(refusal(again.error), ['accepted', '']);
  });

  test('a file that is not its digest is discarded', async () => {
    const { upload, error } = await sendNew(5000, { metadata: { sha256: '0'.repeat(64) } });
    assert.deepEqual(refusal(error), [460, 'checksum-mismatch']);
    assert.ok([404, 410].includes((await offset(upload))[0]));
  });

  test('a file that is not of its type is discarded', async () => {
    const { upload, error } = await sendNew(5000, { metadata: { filetype: 'image/png' } });
    assert.deepEqual(refusal(error), [415, 'file-type']);
    assert.ok([404, 410].includes((await offset(upload))[0]));
  });

  const refused = [
    ['a chunk without a checksum', { checksum: null }, [400, 'malformed']],
    ['a type that is not published', { metadata: { filetype: 'application/zip' } }, [415, 'file-type']],
    ['a material that is no identifier', { metadata: { material_id: 'a b' } }, [400, 'malformed']],
    ['no filing', { metadata: { filing_id: '' } }, [400, 'malformed']],
    ['no digest', { metadata: { sha256: '' } }, [400, 'malformed']],
    ['a name of 300 characters', { metadata: { filename: '图'.repeat(300) } }, [400, 'malformed']],
    ['more bytes than are published', { uploadSize: 21 * MIB }, [413, 'too-large']],
    ['an empty file', { bytes: Buffer.alloc(0) }, [422, 'empty-file']],
    ['a length that is told later', { uploadLengthDeferred: true, chunkSize: 1000 }, [400, 'malformed']],
    ['parts side by side', { parallelUploads: 2 }, [400, 'malformed']],
  ];
  for (const [what, options, expected] of refused) {
    test(`${what}: ${expected.join(' ')}`, async () => {
      const { error } = await sendNew(5000, options);
      assert.deepEqual(refusal(error), expected);
    });
  }
});

describe('what the hall does not offer', () => {
  test('bytes sent along with the creation are sent again', async () => {
    const bytes = fileOf(PDF, 5000);
    const { upload, error, sent } = await sendNew(0, { bytes, uploadDataDuringCreation: true });
    assert.deepEqual([refusal(error), sent], [['accepted', ''], ['POST', 'PATCH']]);
    await holds(upload, bytes, PDF);
  });

  test('another protocol is refused by its version', async () => {
    const { error } = await sendNew(5000, { protocol: 'ietf-draft-05' });
    assert.deepEqual(refusal(error), [412, 'tus-version']);
  });

  test('a POST in place of PATCH is no method of an upload', async () => {
    const { error } = await sendNew(5000, { overridePatchMethod: true });
    assert.deepEqual(refusal(error), [405, 'method-not-allowed']);
  });

  test('what it offers stands in OPTIONS', async () => {
    const answer = await fetch(`${url}/api/v1/uploads`, { method: 'OPTIONS' });
    assert.equal(answer.status, 204);
    assert.equal(answer.headers.get('tus-version'), '1.0.0');
    assert.deepEqual(answer.headers.get('tus-extension').split(',').sort(), ['checksum', 'creation', 'expiration', 'termination']);
    assert.equal(Number(answer.headers.get('tus-max-size')), limits.file_bytes);
    assert.equal(answer.headers.get('tus-checksum-algorithm'), 'sha256');
  });
});

describe('the end of an upload', () => {
  test('an unfinished one is kept for at least seven days, and says until when', async () => {
    const { upload } = await halfDone();
    const answer = await raw('HEAD', upload);
    const left = Date.parse(answer.headers.get('upload-expires')) - Date.parse(answer.headers.get('date'));
    assert.ok(left >= 7 * DAY - 5000, `${left} ms`);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
  });

  test('terminated by its client: gone', async () => {
    const { upload } = await halfDone();
    await upload.abort(true);
    assert.ok([404, 410].includes((await offset(upload))[0]));
  });

  test('a finished one is not taken away', async () => {
    const bytes = fileOf(PDF, 5000);
    const { upload } = await sendNew(0, { bytes });
    await assert.rejects(tus.Upload.terminate(upload.url, { ...tus.defaultOptions, headers, retryDelays: null }), (error) => {
      assert.deepEqual(refusal(error), [409, 'wrong-state']);
      return true;
    });
    await holds(upload, bytes, PDF);
  });
});

describe('who may', () => {
  const strangers = [
    ['nobody signed in', () => ({}), [401, 'session-required']],
    ['without the CSRF header', ({ cookie }) => ({ cookie }), [403, 'csrf-mismatch']],
    ['with another CSRF value', ({ cookie }) => ({ cookie, 'x-hall-csrf': 'sign-in' }), [403, 'csrf-mismatch']],
  ];
  for (const [who, make, expected] of strangers) {
    test(`${who} begins nothing`, async () => {
      const { error } = await sendNew(5000, { headers: make(headers) });
      assert.deepEqual(refusal(error), expected);
    });
  }

  test("nobody finds, goes on with, reads or ends another's upload", async () => {
    const { upload, bytes } = await halfDone();
    const other = await signIn(url, 'p-maimaiti');
    const { error } = await send({ url, headers: other, bytes, uploadUrl: upload.url });
    assert.equal(refusal(error)[0], 404);
    for (const method of ['GET', 'HEAD', 'DELETE']) {
      assert.equal((await raw(method, upload, other)).status, 404, method);
    }
    assert.deepEqual(await offset(upload), [200, 100_000]);
  });

  test("nobody adds a file to another's filing", async () => {
    const { metadata } = await halfDone();
    const { error } = await sendNew(5000, { headers: await signIn(url, 'p-maimaiti'), metadata: { filing_id: metadata.filing_id } });
    assert.deepEqual(refusal(error), [403, 'not-allowed']);
  });
});
