// What both pages share: the article, and the time from the start of a script to the paint after it.

/** The article to show, from beside the page. */
export async function article() {
  return (await fetch("./article.txt")).text();
}

/** Sets `window.took`: milliseconds from the request for the script `name` to the first paint after this call. */
export function painted(name) {
  requestAnimationFrame(() =>
    setTimeout(() => {
      const script = performance
        .getEntriesByType("resource")
        .find((entry) => entry.name.endsWith(`/${name}`));
      window.took = performance.now() - script.startTime;
    }),
  );
}
