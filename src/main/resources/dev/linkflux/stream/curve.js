// The last ten minutes of one uplink.

export const keptSeconds = 600;

/** The points of one uplink by second. */
export class Curve {
  constructor() { this.points = new Map(); }

  at(time) {
    const second = Math.floor(time / 1000);
    let point = this.points.get(second);
    if (!point) {
      point = {second, rtt: null, peak: null, sent: 0, lost: 0};
      this.points.set(second, point);
      for (const old of this.points.keys()) {
        if (old >= second - keptSeconds) break;
        this.points.delete(old);
      }
    }
    return point;
  }

  load(points) {
    this.points.clear();
    for (const it of points) {
      const point = this.at(Date.parse(it.at));
      Object.assign(point, {rtt: it.rtt_ms, peak: it.rtt_max_ms, sent: it.sent, lost: it.lost});
    }
  }
}
