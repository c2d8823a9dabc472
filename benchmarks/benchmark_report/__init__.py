"""One table and one picture from what the benchmark programs measured."""
