"""Jobs and money under a virtual clock: the real code, every fault, and the same again by seed.

world       clock, messages, scheduler: who goes on next, who dies, what is lost
actors      creators, workers, sweepers, admins: all they do is the product's own code
stages      what a stage does instead of drawing: the same calls, ending in every way
invariants  what must hold at every moment, and after everything has come to rest
mutants     faults planted on purpose, each of which has to be found
"""
