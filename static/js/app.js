/* What the pages do beyond HTML and htmx. Every feature works without this file. */

(() => {
    "use strict";

    const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

    /* Words and characters of the script, as they are typed. */
    const counter = document.querySelector("[data-counts]");
    if (counter) {
        const script = document.getElementById(counter.dataset.counts);
        const show = () => {
            const text = script.value.trim();
            const words = text ? text.split(/\s+/).length : 0;
            counter.textContent = `${words} words, ${[...text].length.toLocaleString()} characters`;
        };
        script.addEventListener("input", show);
        show();
    }

    /* A draft survives a closed tab; submitting it, or opening another video's, ends it. */
    const studio = document.querySelector("form[data-draft]");
    if (studio) {
        const kept = ["campaign_name", "script", "topic"];
        const key = "reelsmith-draft";
        const saved = JSON.parse(localStorage.getItem(key) ?? "{}");
        if (kept.every((name) => !studio.elements[name].value)) {
            kept.forEach((name) => { studio.elements[name].value = saved[name] ?? ""; });
            studio.elements.script.dispatchEvent(new Event("input", { bubbles: true }));
        }
        studio.addEventListener("input", () => {
            const values = kept.map((name) => [name, studio.elements[name].value]);
            localStorage.setItem(key, JSON.stringify(Object.fromEntries(values)));
        });
        studio.addEventListener("submit", (event) => {
            if (!event.submitter?.hasAttribute("formaction")) localStorage.removeItem(key);
        });
        studio.addEventListener("keydown", (event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
                studio.requestSubmit(studio.querySelector("[data-generate]"));
            }
        });
    }

    /* One press is enough; the page that comes back has its buttons again. */
    document.addEventListener("submit", (event) => {
        const button = event.submitter;
        if (!button || event.defaultPrevented) return;
        setTimeout(() => { button.disabled = true; });
        setTimeout(() => { button.disabled = false; }, 4000);
    });
    window.addEventListener("pageshow", () => each("button", (button) => { button.disabled = false; }));

    /* Copying. */
    document.addEventListener("click", async (event) => {
        const button = event.target.closest("[data-copy]");
        if (!button) return;
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
        button.textContent = button.dataset.copied;
    });

    /* Light, dark, or as the system says. */
    each("select[data-theme-choice]", (choice) => {
        choice.hidden = false;
        choice.value = document.documentElement.dataset.theme ?? "system";
        choice.addEventListener("change", () => {
            document.cookie = `theme=${choice.value}; path=/; max-age=31536000; samesite=lax`;
            if (choice.value === "system") delete document.documentElement.dataset.theme;
            else document.documentElement.dataset.theme = choice.value;
        });
    });

    /* Times in the reader's own zone. */
    const localize = (root) => root.querySelectorAll("time[datetime]").forEach((time) => {
        const moment = new Date(time.dateTime);
        time.textContent = moment.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    });
    localize(document);
    document.addEventListener("htmx:afterSwap", (event) => localize(event.target));
})();
