// tus-js-client as a stranger would set it up for a hall.
import * as tus from 'tus-js-client';
import { filingId, sha256 } from './visitor.mjs';

/** What the hall wants to know of a file, in the words of the document. */
export function about(bytes, type, more = {}) {
  return { filename: '平面图, 一层.pdf', filetype: type, material_id: 'floor-plan', filing_id: filingId(), sha256: sha256(bytes, 'hex'), ...more };
}

/**
 * Sends `bytes`; what happened is a value: `{ upload, error, sent }`. `error` is null when the client calls it done.
 *
 * tus-js-client knows no checksums. The contract wants one with every chunk, and the client lets its user add it.
 */
export function send({ url, headers, bytes, metadata, checksum = sha256, watch = () => {}, ...options }) {
  const sent = [];
  return new Promise((resolve) => {
    const upload = new tus.Upload(bytes, {
      // With an address given, the client goes on there and never begins anew.
      endpoint: options.uploadUrl ? null : `${url}/api/v1/uploads`,
      headers,
      metadata,
      retryDelays: null,
      storeFingerprintForResuming: false,
      ...options,
      onBeforeRequest(request) {
        const method = request.getMethod();
        sent.push(method);
        const body = method === 'PATCH' || request.getHeader('X-HTTP-Method-Override') === 'PATCH';
        if (body && checksum) {
          const from = Number(request.getHeader('Upload-Offset'));
          const chunk = bytes.subarray(from, from + (options.chunkSize ?? bytes.length));
          request.setHeader('Upload-Checksum', `sha256 ${checksum(chunk, 'base64')}`);
        }
      },
      onChunkComplete: (size, there, whole) => watch({ upload, size, there, whole, resolve, sent }),
      onSuccess: () => resolve({ upload, error: null, sent }),
      onError: (error) => resolve({ upload, error, sent }),
    });
    watch({ upload, there: 0 });
    if (options.previous) upload.resumeFromPreviousUpload(options.previous);
    upload.start();
  });
}

/** The refusal behind a client's error: `[status, code]`. */
export function refusal(error) {
  const response = error?.originalResponse;
  if (!response) return error ? ['no answer', error.message] : ['accepted', ''];
  const body = response.getBody();
  return [response.getStatus(), body ? JSON.parse(body).code : ''];
}
