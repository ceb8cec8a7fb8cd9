import { Problem } from "./problem";
import { queryText, type Query } from "./client";

/**
 * Sends a file as it is. `fetch` tells no progress of what it sends, so this is an XMLHttpRequest.
 * @param progress Called with the bytes that are sent so far.
 */
export function upload<T>(
  file: Blob,
  query: Query,
  csrfToken: string,
  progress: (sent: number) => void,
  signal: AbortSignal,
  path = "/fleet/v1/files",
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path + queryText(query));
    request.responseType = "text";
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRF-Token", csrfToken);
    request.upload.onprogress = (event) => progress(event.loaded);
    request.onload = () => {
      const answer = responseOf(request);
      if (answer.ok) answer.json().then((value) => resolve(value as T), reject);
      else Problem.from(answer).then(reject, reject);
    };
    request.onerror = () => reject(Problem.of(new TypeError()));
    request.onabort = () => reject(new DOMException("Cancelled", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
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
