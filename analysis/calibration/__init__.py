"""History matching (Craig et al. 1997; Vernon, Goldstein & Bower 2010): which parameters can history not rule out?

In waves: runs at a Latin hypercube, an emulator (kriging) per pattern with its error on runs it has not seen, the
implausibility of every other point, and the next wave where nothing is ruled out yet. It gives a region and not one
best set (model definition 7.11).

- `space`:     which parameters vary, and between what
- `runs`:      `weefsel patterns` at each point; each result is a file, so that work goes on where it stopped
- `emulate`:   kriging of one pattern, with its held-out error
- `history`:   implausibility, what is out of reach, the region that is left, the next wave
- `report`:    a table in Markdown and pictures
"""
