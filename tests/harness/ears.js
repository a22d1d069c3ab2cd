// What the page plays from the telephone, measured. Runs before the page's own scripts and changes nothing that they see.
(() => {
  const analysers = [];
  const Connection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Connection {
    constructor(...given) {
      super(...given);
      this.addEventListener("track", ({ track }) => {
        if (track.kind !== "audio") return;
        const context = new AudioContext();
        const analyser = context.createAnalyser();
        analyser.fftSize = 16384;
        analyser.smoothingTimeConstant = 0;
        context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
        analysers.push({ context, analyser, track });
      });
    }
  };
  window.testEars = {
    /** The strongest frequency in Hz and its level in dB, over all connections that still live. */
    now() {
      let best = [0, -200];
      for (const { context, analyser, track } of analysers) {
        if (track.readyState !== "live") continue;
        const levels = new Float32Array(analyser.frequencyBinCount);
        analyser.getFloatFrequencyData(levels);
        const peak = levels.indexOf(Math.max(...levels));
        if (levels[peak] > best[1]) best = [(peak * context.sampleRate) / analyser.fftSize, levels[peak]];
      }
      return best;
    },
  };
})();
