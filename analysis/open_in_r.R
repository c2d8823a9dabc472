# Opens what weefsel writes in R, with ncdf4 (Debian: r-cran-ncdf4), and draws one plot with base R.
#
#   Rscript analysis/open_in_r.R out/demo.h5 out/first_study/results.h5 out/first_study/in_r.png
#
# A dimension that xarray has last comes first in R: (scenario, replicate, time) is [time, replicate, scenario] here.
library(ncdf4)

args <- commandArgs(trailingOnly = TRUE)
if (length(args) != 3) stop("usage: Rscript open_in_r.R RUN.h5 STUDY/results.h5 PICTURE.png")

# R has no 64-bit integers: ncdf4 reads counts as doubles, and says so for each variable. Counts are small: no loss.
open_quietly <- function(path) {
  capture.output(file <- nc_open(path))
  file
}

# The output file of `weefsel run` or `weefsel compare`. In that of a run there is no dimension scenario.
run <- open_quietly(args[1])
group <- match("all", ncvar_get(run, "group"))
wellbeing <- ncvar_get(run, "parental_wellbeing_by_group", collapse_degen = FALSE)
wellbeing <- if (length(dim(wellbeing)) == 4) wellbeing[group, , , 1] else wellbeing[group, , ]
weeks <- ncvar_get(run, "time")  # days since the start of the scenario
wellbeing <- matrix(wellbeing, nrow = length(weeks))  # weeks by replicates
cat("run:", nrow(wellbeing), "weeks,", ncol(wellbeing), "replicates;",
    ncatt_get(run, "time", "units")$value, "\n")
cat("mean wellbeing at the end, by replicate:", round(wellbeing[nrow(wellbeing), ], 4), "\n")
nc_close(run)

# The results of `weefsel study`: [year, replicate, point, scenario]; a future that failed is NaN.
study <- open_quietly(args[2])
degree <- ncvar_get(study, "mean_degree", collapse_degen = FALSE)
scenarios <- ncvar_get(study, "scenario")
factors <- ncvar_get(study, "factor")
places <- matrix(ncvar_get(study, "factor_value", collapse_degen = FALSE), nrow = length(factors))  # [factor, point]
last <- degree[dim(degree)[1], , , , drop = FALSE]
replicates <- dim(degree)[2]
cat("study:", dim(degree)[3], "points of", paste(factors, collapse = ", "), "\n")

# Each future of the first scenario against the first factor. Modelled, not a forecast.
png(args[3], width = 1200, height = 800, res = 150)
plot(rep(places[1, ], each = replicates), last[1, , , 1], pch = 16, col = "#0072B299",
     xlab = paste0(factors[1], " (", ncvar_get(study, "factor_units")[1], ")"),
     ylab = paste0("contacts per parent (", ncatt_get(study, "mean_degree", "units")$value, ")"),
     main = gsub("_", " ", scenarios[1]), sub = "Modelled, not a forecast.")
invisible(dev.off())
nc_close(study)
