# Writes values.csv from cases.csv: what R's package survival estimates for six sets of durations.
#   Rscript values.R            (R 4.2.2, survival 3.5-3)
# An exact end has low = high, a running one high = inf, an end between two days low < high.
library(survival)
# Its iteration for interval-censored times stops at a change of 5e-05; here at one of 1e-11.
source <- gsub("5e-05", "1e-11", deparse(survival:::survfitTurnbull), fixed = TRUE)
longer <- eval(parse(text = source), envir = asNamespace("survival"))
assignInNamespace("survfitTurnbull", longer, ns = "survival")
cases <- read.csv("cases.csv", stringsAsFactors = FALSE)
cases$high <- as.numeric(cases$high)
rows <- list()
for (name in unique(cases$data)) {
  these <- cases[cases$data == name, ]
  ended <- is.finite(these$high)
  between <- ended & these$high > these$low
  if (any(between)) {
    upper <- ifelse(ended, these$high, NA)
    lower <- ifelse(these$low == 0 & ended, NA, these$low)
    fit <- survfit(Surv(lower, upper, type = "interval2") ~ 1)
    rows[[name]] <- data.frame(data = name, time = fit$time, at_risk = NA, ended = NA,
                               survival = fit$surv, error = NA, low = NA, high = NA)
  } else {
    fit <- survfit(Surv(these$entry, these$low, ended) ~ 1, conf.type = "log-log")
    rows[[name]] <- data.frame(data = name, time = fit$time, at_risk = fit$n.risk,
                               ended = fit$n.event, survival = fit$surv,
                               error = fit$std.err * fit$surv, low = fit$lower, high = fit$upper)
  }
}
values <- do.call(rbind, rows)
write.csv(format(values, digits = 10), "values.csv", row.names = FALSE, quote = FALSE)
