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
  return typeof article?.id === "string" && typeof article.text === "string" && isHistory(article.history);
}

/** @param {any} history */
function isHistory(history) {
  return [history?.past, history?.present, history?.future].every(Array.isArray);
}

/**
 * @param {Article[] | null} articles null: forget all
 * @returns {boolean} false when this device has no room for them, or forbids it
 */
export function keep(articles) {
  try {
    if (articles) localStorage.setItem(KEY, JSON.stringify(articles.map(kept)));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

/** @param {Article} article */
function kept({ id, text, history }) {
  return { id, text, history };
}
