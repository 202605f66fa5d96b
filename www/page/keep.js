// Articles and corrections on this device, only while the reader asks for it.

const KEY = "whosaid-articles";

/** @import { Article } from "./store.js" */

/**
 * @returns {Pick<Article, "id" | "text" | "history">[] | null} what was kept; null when nothing should be kept
 */
export function loadKept() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return Array.isArray(kept) ? kept.filter(isWhole) : null;
  } catch {
    return null;
  }
}

/** @param {any} article */
function isWhole(article) {
  return (
    typeof article?.id === "string" &&
    typeof article.text === "string" &&
    Array.isArray(article.history?.present)
  );
}

/**
 * @param {Article[] | null} articles null: forget all
 */
export function keep(articles) {
  try {
    if (articles)
      localStorage.setItem(
        KEY,
        JSON.stringify(articles.map(({ id, text, history }) => ({ id, text, history }))),
      );
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is full or forbidden: the page works without it.
  }
}
