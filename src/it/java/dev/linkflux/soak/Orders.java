package dev.linkflux.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.lab.NamespaceHttp.Answer;

/** What people order the service to do over HTTP: to keep or leave an uplink, and to reload. */
final class Orders {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int OK = 200;
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;
  private static final int NO_SUCH_THING = 404;
  private static final int NOT_ALLOWED = 405;

  private final World world;
  private final Truth truth;
  private final Charge charge;
  private final Findings findings;
  private boolean cannotReload;

  Orders(World world, Truth truth, Charge charge, Findings findings) {
    this.world = world;
    this.truth = truth;
    this.charge = charge;
    this.findings = findings;
  }

  /** Has an uplink pinned, avoided, or treated as all others. */
  void steer(int uplink, String how) {
    truth.upset("order " + how);
    charge.ordered(!how.equals("auto"));
    truth.avoids(uplink, how.equals("avoid"));
    Answer answer = charge.put("/api/v1/uplinks/wan" + uplink + "/" + how);
    if (answer.status() != OK) {
      findings.violation("orders are taken", how + " gave " + answer, charge.trace());
    }
  }

  /** Has it read a file again that is fine, or is not; skipped while the service cannot do that. */
  void reload(boolean good) {
    if (cannotReload) {
      return;
    }
    var _ = good ? charge.configure() : world.configureWrongly();
    Answer answer = charge.put("/api/v1/reload");
    if (answer.status() == NO_SUCH_THING || answer.status() == NOT_ALLOWED) {
      cannotReload = true;
      findings.note("the service cannot reload: " + answer);
    } else if (good && !(answer.status() == OK && isApplied(answer))) {
      findings.violation("a good file is taken", "" + answer, charge.trace());
    } else if (!good && answer.status() != CONFLICT && answer.status() != UNPROCESSABLE) {
      findings.violation("a bad file changes nothing", "" + answer, charge.trace());
    }
    if (!good) {
      var _ = charge.configure();
    }
  }

  private static boolean isApplied(Answer answer) {
    try {
      JsonNode body = JSON.readTree(answer.body());
      return body.path("applied").asBoolean();
    } catch (JsonProcessingException _) {
      return false;
    }
  }
}
