// Handing results to the reader: files and the clipboard.

/**
 * @param {string} name
 * @param {Blob} blob
 */
export function download(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * @param {string} text
 */
export async function copy(text) {
  await navigator.clipboard.writeText(text).catch(() => copyByCommand(text));
}

/**
 * For browsers that want to be asked before a page may use the clipboard.
 * @param {string} text
 */
function copyByCommand(text) {
  const put = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  };
  document.addEventListener("copy", put, { once: true });
  document.execCommand("copy");
}
