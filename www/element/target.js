// The page's element that a <who-said> is for. Frameworks make it late, and replace it.

export class TargetWatch {
  #root;
  #selector;
  #changed;
  /** @type {Element | null} */
  #target;
  #observer;

  /**
   * @param {Document | ShadowRoot} root to look in
   * @param {string} selector
   * @param {(target: Element | null) => void} changed called when another element, or none, is the target now
   */
  constructor(root, selector, changed) {
    this.#root = root;
    this.#selector = selector;
    this.#changed = changed;
    this.#target = root.querySelector(selector);
    this.#observer = new MutationObserver(() => this.#look());
    this.#observer.observe(root, { childList: true, subtree: true });
  }

  /** @returns {Element | null} */
  get target() {
    return this.#target;
  }

  stop() {
    this.#observer.disconnect();
  }

  /** Looks again only when the present target is gone: pages change all the time. */
  #look() {
    if (this.#target?.isConnected && this.#target.getRootNode() === this.#root) return;
    const target = this.#root.querySelector(this.#selector);
    if (target === this.#target) return;
    this.#target = target;
    this.#changed(target);
  }
}
