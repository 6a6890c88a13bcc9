"use strict";

/* j and k go to the next and the previous claim of the queue, unless someone is typing. */

const RELATION_OF_KEY = { j: "next", k: "prev" };

document.addEventListener("keydown", (event) => {
    const relation = RELATION_OF_KEY[event.key];
    if (!relation || event.ctrlKey || event.metaKey || event.altKey) {
        return;
    }
    if (event.target.closest("input, textarea, select, [contenteditable]")) {
        return;
    }
    const link = document.querySelector(`a[rel="${relation}"]`);
    if (link) {
        link.click();
    }
});

/* On a phone the cells of a list stand below each other, far from the heads of their columns. */
const NOTHING = ["", "-", "–"];

for (const list of document.querySelectorAll("#result_list")) {
    const heads = [...list.tHead.rows[0].cells].map((head) => head.querySelector(".text"));
    for (const row of list.tBodies[0].rows) {
        for (const cell of row.cells) {
            cell.dataset.label = heads[cell.cellIndex]?.textContent.trim() ?? "";
            const isEmpty = NOTHING.includes(cell.textContent.trim()) && !cell.querySelector("img");
            cell.classList.toggle("is-empty", isEmpty);
        }
    }
}
