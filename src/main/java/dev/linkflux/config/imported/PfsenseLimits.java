package dev.linkflux.config.imported;

import java.util.List;
import java.util.Optional;

/** The thresholds of gateways as demands: the low one is that of a warning, to which we recover. */
record PfsenseLimits(Draft draft, List<PfsenseGateway> gateways) {
  void write(String low, String high, String metric, String unit, List<String> written) {
    for (PfsenseGateway gateway : gateways) {
      Optional<Found> recover = gateway.find(low);
      Optional<Found> fail = gateway.find(high);
      if (recover.isPresent() && fail.isPresent()) {
        Optional<String> text = Limits.text(metric, fail.get(), recover.get(), unit);
        if (text.isPresent()) {
          if (written.isEmpty()) {
            draft.line("demands:");
          }
          written.add(metric);
          draft.line("  " + text.get(), fail.get(), recover.get());
          return;
        }
      }
    }
  }
}
