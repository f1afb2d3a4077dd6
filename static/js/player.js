/* Films whose link has expired go on where they stopped. A link holds for some minutes, a page for
   as long as it is open; the address that the page has is asked for a new one. */

(() => {
    "use strict";

    const TRIES = 3;  // in a row at one place, so that what is broken there is not asked for ever
    const SAME_PLACE = 1;  // second
    const failures = new WeakMap();
    const starts = new WeakMap();

    /* Browsers try a refused link for half a minute before they call it an error. */
    const hasExpired = (film) => {
        const seconds = Number(film.dataset.refreshes);
        const age = Date.now() - (starts.get(film) ?? performance.timeOrigin);
        const isStream = film.currentSrc.includes(".m3u8");  // those have addresses of the site
        return seconds > 0 && age > seconds * 1000 && !isStream;
    };

    const lacksData = ({ buffered, currentTime }) => {
        for (let part = 0; part < buffered.length; part += 1) {
            if (buffered.start(part) <= currentTime && currentTime < buffered.end(part)) return false;
        }
        return true;
    };

    const now = (film) => ({
        place: film.currentTime,
        plays: !film.paused,
        rate: film.playbackRate,
        tracks: [...film.textTracks].map((track) => track.mode),
    });

    /* Note where and how the film was; one that has not come back yet is still to go on there. */
    const failed = (film) => {
        const last = failures.get(film);
        const was = last?.isWaiting ? last : now(film);
        const isSame = last && Math.abs(last.place - was.place) < SAME_PLACE;
        const failure = { ...was, tries: isSame ? last.tries + 1 : 1, isWaiting: true };
        failures.set(film, failure);
        return failure;
    };

    const goOn = (film, failure) => {
        failure.isWaiting = false;
        film.currentTime = failure.place;
        film.playbackRate = failure.rate;
        [...film.textTracks].forEach((track, index) => { track.mode = failure.tracks[index] ?? track.mode; });
        if (failure.plays) film.play().catch(() => {});  // a browser may want a press of the button
    };

    const refresh = (film) => {
        if (failed(film).tries <= TRIES) film.load();
    };

    /* None of these events bubbles; an error is one of the film, or of the source in it. */
    const listen = (kind, act) => document.addEventListener(kind, (event) => {
        const film = event.target.closest?.("video[data-refreshes]");
        if (film) act(film, event.target);
    }, { capture: true });

    /* After a source that it does not know or get, a browser takes the next one. */
    listen("error", (film, failing) => {
        const last = film.querySelector("source:last-of-type");
        if (failing === film || failing === last) refresh(film);
    });
    listen("loadstart", (film) => { starts.set(film, Date.now()); });
    listen("loadedmetadata", (film) => {
        const failure = failures.get(film);
        if (failure?.isWaiting) goOn(film, failure);
    });
    for (const kind of ["seeking", "waiting"]) {
        listen(kind, (film) => {
            if (!failures.get(film)?.isWaiting && hasExpired(film) && lacksData(film)) refresh(film);
        });
    }
})();
