import { Problem } from "./problem";

/** Without a byte more for so long the connection is taken for lost: TCP itself would wait for minutes. */
const silenceMs = 20_000;

/** When all bytes are out, the server looks into the file before it answers. */
const answerMs = 120_000;

/**
 * Sends the rest of a file to an upload that was begun. `fetch` tells no progress of what it sends, so this is an
 * XMLHttpRequest.
 * @param offset Where the server wants the rest to begin.
 * @param progress Called with the bytes of the whole file that are sent so far.
 */
export function sendRest<T>(
  url: string,
  file: Blob,
  offset: number,
  csrfToken: string,
  progress: (sent: number) => void,
  signal: AbortSignal,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lost = () => {
      clearTimeout(timer);
      reject(Problem.of(new TypeError()));
    };
    const watch = (limit: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        lost();
        request.abort();
      }, limit);
    };
    request.open("PATCH", url);
    request.responseType = "text";
    request.setRequestHeader("Content-Type", "application/offset+octet-stream");
    request.setRequestHeader("Upload-Offset", String(offset));
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRF-Token", csrfToken);
    request.upload.onprogress = (event) => {
      watch(silenceMs);
      progress(offset + event.loaded);
    };
    request.upload.onload = () => watch(answerMs);
    request.onload = () => {
      clearTimeout(timer);
      const answer = responseOf(request);
      if (answer.ok) answer.json().then((value) => resolve(value as T), reject);
      else Problem.from(answer).then(reject, reject);
    };
    request.onerror = lost;
    request.onabort = () => {
      clearTimeout(timer);
      reject(new DOMException("Cancelled", "AbortError"));
    };
    signal.addEventListener("abort", () => request.abort(), { once: true });
    watch(silenceMs);
    request.send(file.slice(offset));
  });
}

function responseOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const name of ["Content-Type", "Retry-After"]) {
    const value = request.getResponseHeader(name);
    if (value) headers.set(name, value);
  }
  return new Response(request.responseText, { status: request.status, headers });
}
