// Narrows a long list of choices while one types. Without this file the button does it.
// Nothing is sent and nothing is kept: the words stay on the page.

// As core.kernel.text.fold does, as far as a search box needs it.
const fold = (text) =>
  text.normalize("NFKC").toLowerCase().replace(/\s+/g, "")
    .replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));

const chosen = (row) => row.querySelector("input:checked") ?? row.querySelector("select")?.value;

for (const form of document.querySelectorAll("form[data-narrow]")) {
  const box = form.querySelector("#sought");
  const count = form.querySelector("[data-narrow-count]");
  const groups = [...form.querySelectorAll("details[data-group]")];
  const before = new Map(groups.map((group) => [group, group.open]));

  const narrow = () => {
    const sought = fold(box.value);
    let matching = 0;
    for (const group of groups) {
      let shown = 0;
      for (const row of group.querySelectorAll("[data-words]")) {
        const matches = row.dataset.words.includes(sought);
        row.hidden = !matches && !chosen(row);
        matching += matches;
        shown += !row.hidden;
      }
      group.hidden = !shown;
      group.open = sought ? true : before.get(group);
    }
    count.textContent = sought ? `${matching}件が当てはまります。` : "";
  };

  box.addEventListener("input", narrow);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) event.preventDefault(); // already narrowed
  });
  form.querySelector("[name=find]").hidden = true;
}
