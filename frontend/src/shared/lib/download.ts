/** Hands a text over as a file, made in the browser: nothing is sent anywhere. */
export function download(name: string, mediaType: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the address by then; the text behind it would stay in memory otherwise.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
