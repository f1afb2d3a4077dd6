"""Carries one job from stage to stage, one step at a time.

`engine` claims a job and runs the step of its stage; `heartbeat` keeps the lease and notices a
cancel; `workspace` is the scratch folder that makes every step resumable; one module per stage
does the work; `sweeper` nudges, reclaims and tidies beside the workers.
"""
