"""Reads what `weefsel` writes, and draws it.

Works on the output file (HDF5 that is also netCDF-4) through xarray, on nothing else: what the file does not
say, no picture says.

- `results`:   opens a file; who is in it, which lever starts when
- `headlines`: the three headline trajectories of the town, and their differences between twins
- `words`:     what pictures say, in English and Dutch
- `picture`:   draws the headlines
- `futures`:   any measure: chosen by labels, against its twin, at horizons, counted by sign
- `draw_futures`: draws any measure: single futures, a fan, dots, a map
- `studies`:   opens the folder of a study: futures by scenario, point and replicate, tables, indices
- `draw_studies`: draws what the outputs of a study hang on, as fits its design; `study_parts` is what these share
"""
