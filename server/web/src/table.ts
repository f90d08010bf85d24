// A row's "why" opens in a drawer beside the table; without script it is a
// page of its own.
export function table(): void {
  const box = document.querySelector(".tablebox");
  if (!box) return;
  box.addEventListener("click", async (e) => {
    const event = e as MouseEvent;
    const a = (e.target as Element).closest<HTMLAnchorElement>("a[href^='/why/']");
    if (!a || event.ctrlKey || event.metaKey || event.shiftKey) return;
    e.preventDefault();
    const answer = await fetch(a.href, { headers: { "X-Fragment": "1", Accept: "text/html" } });
    if (!answer.ok) return void (location.href = a.href);
    open(new DOMParser().parseFromString(await answer.text(), "text/html"), a);
  });

  function open(page: Document, from: HTMLElement): void {
    const drawer = document.createElement("dialog");
    drawer.className = "drawer";
    drawer.setAttribute("aria-label", "What this rests on");
    const close = document.createElement("button");
    close.className = "close";
    close.textContent = "Close";
    close.addEventListener("click", () => drawer.close());
    drawer.append(close, ...page.body.childNodes);
    drawer.addEventListener("close", () => {
      drawer.remove();
      from.focus();
    });
    drawer.addEventListener("click", (e) => {
      if (e.target === drawer) drawer.close();
    });
    document.body.append(drawer);
    drawer.showModal();
  }
}
