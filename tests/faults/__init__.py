"""The kill battery: the product as real processes, killed on purpose, and nothing lost.

settings    the product's settings, and an app that loads `stages` and `points` in every process
stages      what a stage does instead of drawing: it takes its time, and stores real files
replicate   a vendor who films some of the jobs, and keeps a book of it
vendor      its process, which can be killed as well
points      where a process kills itself when it is asked to, in the middle of a transaction
databases   SQLite, and a PostgreSQL that can be restarted without mercy
disk        a small disk, which can be full
stack       the running product: who lives, who dies, what starts again
customers   programs that order, cancel and try again, and repeat what got no answer
deck        what is done to the product, shuffled by a seed
battery     deals the deck, demands recovery, and judges in the end
"""
