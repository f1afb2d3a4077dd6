"""The two natural English voices: a woman's and a man's, by pitch and length of the tract."""

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.narration.readings import MOON, read_aloud
from videos.studio.narration.clip import Clip, level

pytestmark = pytest.mark.render
FRAME, HOP = 1_200, 300
WINDOW = np.hanning(FRAME)


@pytest.fixture(scope="module")
def heart() -> Clip:
    return read_aloud(MOON.split(), "heart")


@pytest.fixture(scope="module")
def miles() -> Clip:
    return read_aloud(MOON.split(), "miles")


def test_pitch(heart: Clip, miles: Clip) -> None:
    assert 170 < _pitch(heart) < 230
    assert 100 < _pitch(miles) < 130


def test_his_vocal_tract_is_longer(heart: Clip, miles: Clip) -> None:
    """The long-term spectra fit best when his is stretched by about a sixth."""
    hers, his = _spectrum(heart), _spectrum(miles)
    scales = np.arange(0.75, 1.1, 0.01)
    fits = [np.corrcoef(_scaled(hers, scale)[20:200], his[20:200])[0, 1] for scale in scales]
    assert 0.78 <= scales[int(np.argmax(fits))] <= 0.92


def test_nothing_is_clipped(miles: Clip) -> None:
    assert np.isfinite(miles.samples).all()
    assert float(np.abs(level(miles).samples).max()) <= 0.951


def test_both_speak_at_the_same_pace(heart: Clip, miles: Clip) -> None:
    assert miles.seconds == pytest.approx(heart.seconds, rel=0.15)


def _frames(clip: Clip) -> NDArray[np.float64]:
    """Return the loud frames, windowed."""
    frames = np.lib.stride_tricks.sliding_window_view(clip.samples, FRAME)[::HOP]
    return np.asarray(frames[np.sqrt((frames**2).mean(axis=1)) > 0.03] * WINDOW)


def _pitch(clip: Clip) -> float:
    """Return the median fundamental frequency by autocorrelation, free of the window's own."""
    similar = _autocorrelation(_frames(clip)) / _autocorrelation(WINDOW[None])
    low, high = clip.rate // 400, clip.rate // 60
    best = similar[:, low:high].max(axis=1) / similar[:, 0]
    lags = similar[:, low:high].argmax(axis=1) + low
    return float(np.median(clip.rate / lags[best > 0.5]))


def _autocorrelation(frames: NDArray[np.float64]) -> NDArray[np.float64]:
    power = np.abs(np.fft.rfft(frames, 4 * FRAME)) ** 2
    return np.fft.irfft(power)[:, : FRAME // 2]


def _spectrum(clip: Clip) -> NDArray[np.float64]:
    """Return the smooth long-term spectrum in decibels, 20 Hz a bin."""
    power = (np.abs(np.fft.rfft(_frames(clip))) ** 2).mean(axis=0)
    return np.convolve(10 * np.log10(power + 1e-9), np.hanning(25) / 12, mode="same")


def _scaled(spectrum: NDArray[np.float64], scale: float) -> NDArray[np.float64]:
    bins = np.arange(len(spectrum))
    return np.interp(bins / scale, bins, spectrum)
