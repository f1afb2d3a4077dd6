"""Inputs of fal's models, as its client's types describe them. What they do not name is refused."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Prompt = Annotated[str, Field(min_length=1)]


class _Input(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class PikaInput(_Input):
    """`fal-ai/pika/v2.2/text-to-video`; seconds are words there."""

    prompt: Prompt
    aspect_ratio: Literal["16:9", "9:16", "1:1", "4:5", "5:4", "3:2", "2:3"] = "16:9"
    duration: Literal["5", "10"] = "5"
    resolution: Literal["720p", "1080p"] = "720p"
    negative_prompt: str = ""
    seed: int | None = None


class LongCatInput(_Input):
    """`fal-ai/longcat-video/text-to-video/720p`."""

    prompt: Prompt
    aspect_ratio: Literal["16:9", "9:16", "1:1"] = "16:9"
    num_frames: Annotated[int, Field(ge=1, le=900)] = 162
    fps: Annotated[int, Field(ge=1, le=60)] = 30
    num_inference_steps: int = 40
    num_refine_inference_steps: int = 40
    guidance_scale: float = 4
    negative_prompt: str = ""
    acceleration: Literal["none", "regular"] = "regular"
    seed: int | None = None
    enable_prompt_expansion: bool = False
    enable_safety_checker: bool = True
    sync_mode: bool = False
    video_output_type: str = "X264 (.mp4)"
    video_quality: Literal["low", "medium", "high", "maximum"] = "high"
    video_write_mode: Literal["fast", "balanced", "small"] = "balanced"
