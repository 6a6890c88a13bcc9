/* j and k go to the next and the previous claim of the queue, unless someone is typing. */
"use strict";

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
