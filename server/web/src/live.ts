// Follows the record: says how many changes have come in since the page was
// made, and shows them when asked to, without a jump.
export function live(): void {
  const since = document.body.dataset.live;
  const bar = document.getElementById("live");
  if (!since || !bar) return;
  let seen = 0;
  const source = new EventSource("/v1/feed?since=" + encodeURIComponent(since));
  source.addEventListener("change", () => {
    seen++;
    say();
  });
  addEventListener("pagehide", () => source.close());

  function say(): void {
    if (!bar) return;
    bar.hidden = false;
    let button = bar.querySelector("button");
    if (!button) {
      button = document.createElement("button");
      button.addEventListener("click", show);
      bar.append(button);
    }
    button.textContent = seen === 1 ? "1 change has come in: show it" : `${seen} changes have come in: show them`;
  }

  async function show(): Promise<void> {
    const answer = await fetch(location.href, { headers: { "X-Fragment": "1", Accept: "text/html" } });
    const main = document.getElementById("main");
    if (!answer.ok || !main || !bar) return location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    main.replaceChildren(...page.body.childNodes);
    seen = 0;
    bar.hidden = true;
    main.focus({ preventScroll: true });
  }
}
