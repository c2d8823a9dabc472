"""The report of a comparison: one page that a council can read and an academic can check.

`weefsel findings` reckons and judges; this package lays out. Nothing here says what a difference means.
"""
